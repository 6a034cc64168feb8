import { ConfigurationError } from '../core/errors.js'
import { parseBaseUrl } from '../core/options.js'

const EXAMPLE = 'http://10.0.0.2:5240/MAAS'

/**
 * The root of MAAS, which its APIs stand below: the URL that people know, `http://HOST:5240/MAAS`, with or without the slash or `/api/2.0/` at its end.
 *
 * @throws ConfigurationError that says what is wrong with it.
 */
export function parseMaasUrl(text: unknown): URL {
  if (typeof text !== 'string' || text.trim() === '')
    throw new ConfigurationError({
      system: 'maas',
      summary: 'The MAAS url is missing',
      hint: `Give the address of the region, such as ${EXAMPLE}`,
    })
  const url = parseBaseUrl('maas', 'The MAAS url', text.trim(), EXAMPLE)
  const path = url.pathname.replace(/\/+$/, '')
  const bad = (problem: string, hint: string): ConfigurationError =>
    new ConfigurationError({
      system: 'maas',
      summary: `The MAAS url ${JSON.stringify(url.href)} ${problem}`,
      hint,
    })
  const version = /\/api\/(\d+\.\d+)$/.exec(path)
  if (version !== null && version[1] !== '2.0')
    throw bad(
      `asks for API ${version[1]}`,
      'This client speaks API 2.0, which every MAAS since 2.0 has: leave /api/... away',
    )
  if (version === null && /\/api\//.test(path))
    throw bad('goes beyond the root of the API', `Write only the part up to /MAAS, as in ${EXAMPLE}`)
  if (/\/a\/v3/.test(path))
    throw bad('is that of API v3', `This client speaks API 2.0: write the address as in ${EXAMPLE}`)
  if (/\/(r|l)(\/|$)/.test(path))
    throw bad("is a page of MAAS's web interface", `Write only the part up to /MAAS, as in ${EXAMPLE}`)
  if (path === '') throw bad('has no path', `MAAS lives under /MAAS: ${url.origin}/MAAS`)
  url.pathname = `${path.replace(/\/api\/2\.0$/, '')}/`
  return url
}
