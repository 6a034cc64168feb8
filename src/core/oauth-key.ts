import type { ConfigurationError } from './errors.js'
import { isQuoted, UNQUOTE_HINT } from './options.js'

/** The parts of an OAuth 1.0 key. */
export interface OauthKey {
  consumer: string
  token: string
  secret: string
}

/**
 * Parses `consumer:token:secret`, without the blanks around it.
 *
 * @param invalid makes the error about a problem, which never contains the key; `hint` is given where it is known
 */
export function parseOauthKey(
  given: unknown,
  invalid: (problem: string, hint?: string) => ConfigurationError,
): OauthKey {
  const text = typeof given === 'string' ? given.trim() : ''
  if (text === '') throw invalid('is missing')
  if (isQuoted(text)) throw invalid('has quotes around it', UNQUOTE_HINT)
  if (text.includes('://')) throw invalid('is a URL')
  const parts = text.split(':')
  const [consumer = '', token = '', secret = ''] = parts
  if (parts.length !== 3) throw invalid(`must have three parts between colons, got ${parts.length}`)
  if (consumer === '' || token === '' || secret === '')
    throw invalid('has an empty part; it must be consumer:token:secret')
  // A header cannot contain anything else.
  if (!/^[\x21-\x7e]+$/.test(text))
    throw invalid('contains spaces or characters that are not allowed in a key')
  return { consumer, token, secret }
}
