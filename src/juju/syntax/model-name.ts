import { ConfigurationError } from '../../core/errors.js'
import { formatValue } from '../../core/arguments.js'

/** A model's UUID and names. */
export interface ModelName {
  uuid: string
  name: string
  owner: string
}

export const isUuid = (text: string): boolean =>
  typeof text === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** Splits `owner/name`; throws `ConfigurationError` for what cannot be a model's name. */
export function parseModelName(
  text: string,
  operation: string | undefined,
): { name: string; owner?: string } {
  const match =
    typeof text !== 'string'
      ? undefined
      : /^(?:([a-zA-Z0-9][a-zA-Z0-9.+@-]*)\/)?([a-z0-9][a-z0-9-]*)$/.exec(text)
  if (match?.[2] === undefined)
    throw new ConfigurationError({
      system: 'juju',
      operation,
      summary: `${formatValue(text)} is not a model name`,
      hint: 'Write owner/name, such as admin/openstack, or a UUID; names have lower-case letters, digits and dashes',
    })
  return match[1] === undefined ? { name: match[2] } : { name: match[2], owner: match[1] }
}
