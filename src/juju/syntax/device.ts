import { ConfigurationError } from '../../core/errors.js'
import type { DeviceConstraints } from '../generated/facades/application.js'

/** A device directive, as in `2,nvidia.com/gpu,model=a100;memory=40`: count and attributes are optional. */
export function deviceValue(text: string): DeviceConstraints {
  const [, count = '1', type = '', attributes = ''] = /^(?:(\d+),)?([^,]+)(?:,(.*))?$/.exec(text) ?? []
  if (type === '')
    throw new ConfigurationError({
      system: 'juju',
      summary: `The device directive ${JSON.stringify(text)} is not valid`,
      hint: 'Write it as 2,nvidia.com/gpu',
    })
  return {
    Count: Number(count),
    Type: type,
    Attributes: Object.fromEntries(
      attributes
        .split(';')
        .filter((part) => part !== '')
        .map((part) => part.split('=', 2) as [string, string]),
    ),
  }
}
