import { ConfigurationError } from '../core/errors.js'
import { parseBaseUrl } from '../core/options.js'
import { withoutTrailingSlashes } from '../core/text.js'

const EXAMPLE = 'http://10.0.0.2:5240/MAAS'

/**
 * Parses the root URL of MAAS, such as `http://HOST:5240/MAAS`, with or without a slash or `/api/2.0/` at its end.
 *
 * @throws ConfigurationError for an invalid URL
 */
export function parseMaasUrl(text: unknown): URL {
  if (typeof text !== 'string' || text.trim() === '')
    throw new ConfigurationError({
      system: 'maas',
      summary: 'The MAAS url is missing',
      hint: `Pass the address of the region, such as ${EXAMPLE}`,
    })
  const url = parseBaseUrl('maas', 'The MAAS url', text, EXAMPLE)
  const path = withoutTrailingSlashes(url.pathname)
  const version = /\/api\/(\d+\.\d+)$/.exec(path)
  if (version !== null && version[1] !== '2.0')
    throw invalid(
      `is that of API ${version[1]}`,
      'This client uses API 2.0, which every MAAS since 2.0 has: omit /api/...',
    )
  if (version === null && /\/api\//.test(path))
    throw invalid('has a path below the root of the API', `Write only the part up to /MAAS, as in ${EXAMPLE}`)
  if (/\/a\/v3/.test(path))
    throw invalid('is that of API v3', `This client uses API 2.0: write the address as in ${EXAMPLE}`)
  if (/\/(r|l)(\/|$)/.test(path))
    throw invalid("is a page of MAAS's web interface", `Write only the part up to /MAAS, as in ${EXAMPLE}`)
  if (path === '')
    throw invalid('has no path', `MAAS is served under /MAAS: write the address as in ${EXAMPLE}`)
  url.pathname = `${path.replace(/\/api\/2\.0$/, '')}/`
  return url
}

/** The url is not quoted: it may be a key that was mistaken for it. */
const invalid = (problem: string, hint: string): ConfigurationError =>
  new ConfigurationError({
    system: 'maas',
    summary: `The MAAS url ${problem}`,
    hint,
  })
