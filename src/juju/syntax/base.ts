import { ConfigurationError } from '../../core/errors.js'
import type { Base } from '../generated/facades/common.js'
import { isRisk } from './charm-name.js'

/** Reads a base, such as `ubuntu@22.04` or `ubuntu@22.04/stable`; undefined when it is not one. */
export function parseBase(text: string): Base | undefined {
  const [name = '', channel = '', ...rest] = text.split('@')
  const parts = channel.split('/')
  const [first = '', second = 'stable'] = parts
  if (name === '' || rest.length > 0 || parts.length > 3 || parts.includes('')) return undefined
  // A risk alone has no track; a risk and a branch neither.
  const risk = isRisk(first) && parts.length < 3 ? first : second
  if (!isRisk(risk)) return undefined
  return {
    name: name.toLowerCase(),
    channel: parts.length === 1 && risk !== first ? `${first}/stable` : channel,
  }
}

/** The base that `ubuntu@22.04` or `ubuntu@22.04/stable` names. Throws `ConfigurationError`. */
export function baseValue(text: string): Base {
  const base = parseBase(text)
  if (base === undefined)
    throw new ConfigurationError({
      system: 'juju',
      summary: `${JSON.stringify(text)} is not a base`,
      hint: 'Write it as ubuntu@22.04',
    })
  return base
}

/** A base as text: `ubuntu@22.04/stable`. Early 4.x omits the risk of a base that was set without one. */
export const baseText = ({ name, channel }: Base): string =>
  name === '' ? '' : `${name}@${channel.includes('/') || channel === '' ? channel : `${channel}/stable`}`
