import { ConfigurationError } from '../../core/errors.js'

/**
 * The configuration of one application as YAML, in the form of JSON. Characters that YAML does not allow as they are, or reads as
 * ends of lines, are escaped.
 *
 * Throws `ConfigurationError` for a text that is not valid Unicode.
 */
export function configYaml(application: string, options: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(options).map(
    ([name, value]) => `${textYaml(name, name)}:${valueYaml(value, name)}`,
  )
  return `{${textYaml(application, application)}:{${fields.join(',')}}}\n`
}

function valueYaml(value: unknown, name: string): string {
  if (typeof value === 'string') return textYaml(value, name)
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number' && !Number.isFinite(value))
    return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf'
  return JSON.stringify(value)
}

function textYaml(text: string, name: string): string {
  if (/\p{Surrogate}/u.test(text))
    throw new ConfigurationError({
      system: 'juju',
      summary: `The option ${JSON.stringify(name)} has half of a surrogate pair, which is not a character`,
      hint: 'Correct the text, or encode its bytes as base64',
    })
  return JSON.stringify(text).replaceAll(
    /[\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
