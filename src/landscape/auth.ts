import type { Login } from './generated/entities/login.js'

/** Who asks. A key pair signs the signed API's calls, and is exchanged for a token where REST v2 is used. */
export type LandscapeCredentials =
  | { accessKey: string; secretKey: string }
  | { email: string; password: string; account?: string }
  | { identity: string; password: string; account?: string }
  | { token: string }

/** Part of a token's life that is left when it is renewed, and the most that this may be in milliseconds. */
const MARGIN = 0.1
const MAX_MARGIN_MS = 60_000

/** The current token: one login however many wait for it, another before it ends, another when it was refused. */
export class Tokens {
  readonly #login: (() => Promise<Login>) | undefined
  #token: string | undefined
  #renewAtMs = Number.POSITIVE_INFINITY
  #pending: Promise<string> | undefined

  /** Either a token that cannot be renewed, or how to get one. */
  constructor(source: string | (() => Promise<Login>)) {
    if (typeof source === 'string') this.#token = source
    else this.#login = source
  }

  get(): string | Promise<string> {
    if (this.#token !== undefined && Date.now() < this.#renewAtMs) return this.#token
    return (this.#pending ??= this.#renew().finally(() => (this.#pending = undefined)))
  }

  /** Tells that a token was refused; says whether it is worth another try. */
  refused(token: string | undefined): boolean {
    if (this.#login === undefined) return false
    if (this.#token === token) this.#token = undefined
    return true
  }

  async #renew(): Promise<string> {
    const { token } = (await this.#login?.()) ?? { token: this.#token ?? '' }
    const lifeMs = lifetimeMs(token)
    this.#renewAtMs = Date.now() + lifeMs - Math.min(MAX_MARGIN_MS, lifeMs * MARGIN)
    return (this.#token = token)
  }
}

/** How long a new token lives by its own claims: from when it was issued, so that the two clocks need not agree. */
function lifetimeMs(token: string): number {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    if (typeof claims !== 'object' || claims === null || !('exp' in claims) || typeof claims.exp !== 'number')
      return Number.POSITIVE_INFINITY
    const issuedAt = 'iat' in claims && typeof claims.iat === 'number' ? claims.iat * 1000 : Date.now()
    return Math.max(0, claims.exp * 1000 - issuedAt)
  } catch {
    // Not a JWT that we can read: the server says when it has ended.
    return Number.POSITIVE_INFINITY
  }
}
