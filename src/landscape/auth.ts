import { UnreadableReplyError } from '../core/errors.js'
import type { Redactor } from '../core/redact.js'
import type { Reply } from '../core/reply.js'
import type { Login } from './generated/entities/login.js'

/** Credentials. A key pair signs the calls of the signed API, and is exchanged for a token for REST v2. */
export type LandscapeCredentials =
  | { accessKey: string; secretKey: string }
  | { email: string; password: string; account?: string }
  | { identity: string; password: string; account?: string }
  | { token: string }

/** The remaining part of a token's lifetime at which it is renewed, and its maximum in milliseconds. */
const MARGIN = 0.1
const MAX_MARGIN_MS = 60_000

/** The current token. All callers share one login; the token is renewed before it expires and after the server rejects it. */
export class Tokens {
  readonly #login: (() => Promise<string>) | undefined
  #token: string | undefined
  #renewAtMs = Number.POSITIVE_INFINITY
  #pending: Promise<string> | undefined

  /** @param source a token, which cannot be renewed, or a login */
  constructor(source: string | (() => Promise<string>)) {
    if (typeof source === 'string') this.#token = source
    else this.#login = source
  }

  get(): string | Promise<string> {
    if (this.#token !== undefined && Date.now() < this.#renewAtMs) return this.#token
    return (this.#pending ??= this.#renew().finally(() => (this.#pending = undefined)))
  }

  /** Drops a rejected token; returns whether it can be renewed. */
  drop(token: string | undefined): boolean {
    if (this.#login === undefined) return false
    if (this.#token === token) this.#token = undefined
    return true
  }

  async #renew(): Promise<string> {
    const token = (await this.#login?.()) ?? this.#token ?? ''
    const lifeMs = lifetimeMs(token)
    this.#renewAtMs = Date.now() + lifeMs - Math.min(MAX_MARGIN_MS, lifeMs * MARGIN)
    return (this.#token = token)
  }
}

/** The lifetime of a new token by its claims, relative to its issue time, so that clocks may differ. */
function lifetimeMs(token: string): number {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    if (typeof claims !== 'object' || claims === null || !('exp' in claims) || typeof claims.exp !== 'number')
      return Number.POSITIVE_INFINITY
    const issuedAt = 'iat' in claims && typeof claims.iat === 'number' ? claims.iat * 1000 : Date.now()
    return Math.max(0, claims.exp * 1000 - issuedAt)
  } catch {
    // Not a readable JWT: the server rejects it after it has expired.
    return Number.POSITIVE_INFINITY
  }
}

/** What may follow `Bearer` in a header (RFC 6750). */
const TOKEN = /^[\w.~+/-]+=*$/

/**
 * The token in the reply to a login.
 *
 * @throws UnreadableReplyError if there is none
 */
export function tokenOf({ data, response }: Reply<Login>, redactor: Redactor): string {
  const token: unknown = (data as Partial<Login> | null)?.token
  if (typeof token === 'string' && TOKEN.test(token)) return token
  throw new UnreadableReplyError({
    system: 'landscape',
    operation: 'login',
    summary: `Landscape login failed (${response.status}): the reply has no token`,
    hint: 'Check that the uri is that of Landscape, and any proxy in between',
    status: response.status ?? 0,
    requestId: response.requestId,
    attempts: response.attempts,
    redactor,
  })
}
