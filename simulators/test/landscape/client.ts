import { createHmac } from 'node:crypto'
import type { LandscapeSimulator } from '../../src/landscape/simulator.js'

export interface Answer {
  status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- the tests check the contents of replies
  body: any
  headers: Headers
}

export type Params = Record<string, string | number | boolean>

export interface SignOptions {
  method?: 'GET' | 'POST'
  timestamp?: string
  accessKey?: string
  secretKey?: string
  /** Changes the request after it was signed. */
  tamper?: (params: URLSearchParams) => void
}

const rfc3986 = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

/** A signed call, written from protocol.md section 3 only. */
export async function call(
  simulator: LandscapeSimulator,
  action: string,
  params: Params = {},
  options: SignOptions = {},
): Promise<Answer> {
  const { method = 'POST', accessKey = simulator.accessKey, secretKey = simulator.secretKey } = options
  const url = new URL(simulator.uri)
  const all: Record<string, string> = {
    action,
    access_key_id: accessKey,
    signature_method: 'HmacSHA256',
    signature_version: '2',
    timestamp: options.timestamp ?? new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    version: '2011-08-01',
    ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
  }
  const joined = Object.keys(all)
    .toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map((name) => `${rfc3986(name)}=${rfc3986(all[name]!)}`)
    .join('&')
  const signature = createHmac('sha256', secretKey)
    .update(`${method}\n${url.host}\n${url.pathname}\n${joined}`)
    .digest('base64')
  const sent = new URLSearchParams(joined)
  sent.set('signature', signature)
  options.tamper?.(sent)
  const response =
    method === 'GET'
      ? await fetch(`${simulator.uri}?${sent.toString()}`)
      : await fetch(simulator.uri, { method, body: sent })
  return answer(response)
}

/** A REST call below `/api/v2`. */
export async function rest(
  simulator: LandscapeSimulator,
  method: string,
  path: string,
  { token, body, headers }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(new URL(`v2${path}`, simulator.uri), {
    method,
    headers: {
      ...(method !== 'GET' && method !== 'DELETE' && { 'Content-Type': 'application/json' }),
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return answer(response)
}

export async function login(simulator: LandscapeSimulator, expiryMinutes?: number): Promise<string> {
  const body = {
    email: simulator.email,
    password: simulator.password,
    ...(expiryMinutes !== undefined && { expiry_minutes: expiryMinutes }),
  }
  const { body: reply } = await rest(simulator, 'POST', '/login', { body })
  return reply.token
}

async function answer(response: Response): Promise<Answer> {
  const text = await response.text()
  const json = response.headers.get('content-type')?.includes('json')
  return {
    status: response.status,
    body: text === '' ? undefined : json ? JSON.parse(text) : text,
    headers: response.headers,
  }
}

/** Waits in real time for a simulated change; fails when it does not happen. */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  ready: (value: T) => boolean,
): Promise<T> {
  const deadline = performance.now() + 10_000
  for (;;) {
    const value = await ask()
    if (ready(value)) return value
    if (performance.now() > deadline) throw new Error(`never: ${what}; last ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
