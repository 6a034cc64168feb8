import { ConfigurationError } from '../../core/errors.js'
import type { DeviceConstraints } from '../generated/facades/application.js'

/** Reads a device directive, as in `2,nvidia.com/gpu,model=a100;memory=40`: type, or count and type and attributes; or returns the mistake. */
export function parseDevice(text: string): DeviceConstraints | { mistake: string } {
  const fields = text.split(',')
  if (fields.length > 3) return { mistake: `it has ${fields.length} parts` }
  const [count = '', type = text, attributes] = fields.length === 1 ? ['1'] : fields
  if (!/^\+?0*[1-9]\d*$/.test(count)) return { mistake: `the count "${count}" is not a number above 0` }
  const pairs = attributes?.split(';').map((part) => part.split('=')) ?? []
  const wrong = pairs.find((pair) => pair.length !== 2)
  if (wrong) return { mistake: `the attribute "${wrong.join('=')}" is not of the form key=value` }
  return { Count: Number(count), Type: type, Attributes: Object.fromEntries(pairs as [string, string][]) }
}

/** A device directive as the facades take it. Throws `ConfigurationError`. */
export function deviceValue(text: string): DeviceConstraints {
  const value = parseDevice(text)
  if ('mistake' in value)
    throw new ConfigurationError({
      system: 'juju',
      summary: `The device directive ${JSON.stringify(text)} is not valid: ${value.mistake}`,
      hint: 'Write it as 2,nvidia.com/gpu',
    })
  return value
}
