import { parseBaseUrl } from '../core/options.js'

const EXAMPLE = 'https://landscape.example.com/api/'

/** The base URL of all paths, which is also signed: ends in `/api/`. */
export function apiBase(uri: string): URL {
  const base = parseBaseUrl('landscape', 'uri', uri, EXAMPLE)
  base.pathname = base.pathname.replace(/\/v2\/$/, '/')
  if (!base.pathname.endsWith('/api/')) base.pathname += 'api/'
  return base
}
