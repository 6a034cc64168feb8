import { ConfigurationError } from '../../core/errors.js'
import type { Base } from '../generated/facades/common.js'

/** The base that `ubuntu@22.04` or `ubuntu@22.04/stable` names. Throws `ConfigurationError`. */
export function baseValue(base: string): Base {
  const [, name, channel] = /^([a-z]+)@([\w./-]+)$/.exec(base) ?? []
  if (name === undefined || channel === undefined)
    throw new ConfigurationError({
      system: 'juju',
      summary: `${JSON.stringify(base)} is not a base`,
      hint: 'Write it as ubuntu@22.04',
    })
  return { name, channel: channel.includes('/') ? channel : `${channel}/stable` }
}

/** A base as text: `ubuntu@22.04/stable`. Early 4.x omits the risk of a base that was set without one. */
export const baseText = ({ name, channel }: Base): string =>
  name === '' ? '' : `${name}@${channel.includes('/') || channel === '' ? channel : `${channel}/stable`}`
