import { ConfigurationError } from '../../core/errors.js'
import { parseOauthKey } from '../../core/oauth-key.js'
import { parseBaseUrl } from '../../core/options.js'
import { withoutTrailingSlashes } from '../../core/text.js'

const EXAMPLE = 'http://10.0.0.2:5240/MAAS'

/** The endpoint of a MAAS as a cloud: its URL up to `/MAAS`. Throws `ConfigurationError`. */
export function maasEndpoint(operation: string, text: unknown): string {
  const url = parseBaseUrl('juju', `${operation}: the url of the MAAS`, text, EXAMPLE)
  const path = withoutTrailingSlashes(url.pathname).replace(/\/api\/2\.0$/, '')
  if (path === '' || /\/(?:api|a|r|l)(?:\/|$)/.test(path))
    throw new ConfigurationError({
      system: 'juju',
      operation,
      summary: `${operation}: the url ${JSON.stringify(url.href)} is not the address of a MAAS`,
      hint: `Write only the part up to /MAAS, as in ${EXAMPLE}`,
    })
  return url.origin + path
}

/** The API key of a MAAS, without the blanks around it. Throws `ConfigurationError`, which never contains the key. */
export function maasApiKey(operation: string, text: unknown): string {
  const invalid = (problem: string, hint?: string): ConfigurationError =>
    new ConfigurationError({
      system: 'juju',
      operation,
      summary: `${operation}: the API key of the MAAS ${problem}`,
      hint: hint ?? 'Copy it from your preferences in MAAS (API keys)',
    })
  const { consumer, token, secret } = parseOauthKey(text, invalid)
  return `${consumer}:${token}:${secret}`
}
