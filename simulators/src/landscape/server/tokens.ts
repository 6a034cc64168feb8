import { createHmac, randomBytes } from 'node:crypto'
import { equalSecrets } from './secrets.js'

/** Claims of Landscape's JWT: identity only, no permissions (entities.json JwtClaims). */
export interface JwtClaims {
  exp: number
  iat: number
  sub: string
  acc: string
  id: number
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Issues and checks the HS256 tokens of the simulated server. Their times are wall-clock times. */
export class TokenIssuer {
  readonly #secret = randomBytes(32)
  readonly #now: () => number
  readonly #live = new Set<string>()

  /** @param now the server's wall clock in epoch milliseconds */
  constructor(now: () => number) {
    this.#now = now
  }

  issue(identity: Pick<JwtClaims, 'sub' | 'acc' | 'id'>, expiryMinutes: number): string {
    const iat = Math.floor(this.#now() / 1000)
    const claims: JwtClaims = { exp: Math.floor(iat + expiryMinutes * 60), iat, ...identity }
    const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
    const token = `${signed}.${this.#sign(signed)}`
    this.#live.add(token)
    return token
  }

  /** The claims of a valid token; undefined when it is malformed, expired or invalidated. */
  check(token: string): JwtClaims | undefined {
    const [header, claims, signature, ...rest] = token.split('.')
    if (header === undefined || claims === undefined || signature === undefined || rest.length > 0)
      return undefined
    if (!equalSecrets(signature, this.#sign(`${header}.${claims}`))) return undefined
    const decoded = JSON.parse(Buffer.from(claims, 'base64url').toString()) as JwtClaims
    return decoded.exp > this.#now() / 1000 && this.#live.has(token) ? decoded : undefined
  }

  /** Invalidates every token issued so far, as `POST /tokens/invalidate-*` does. */
  invalidate(): void {
    this.#live.clear()
  }

  /** Invalidates one token. */
  revoke(token: string): void {
    this.#live.delete(token)
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('base64url')
  }
}
