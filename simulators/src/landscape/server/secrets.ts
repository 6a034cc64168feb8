import { randomBytes, timingSafeEqual } from 'node:crypto'

/** Compares two texts in constant time. */
export function equalSecrets(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)]
  return first.length === second.length && timingSafeEqual(first, second)
}

/** Creates a key pair of about 20 and 40 characters; the secret may contain `+` and `/`, as real ones do (protocol.md section 2). */
export const newKeys = () => ({
  accessKey: randomBytes(10).toString('hex').toUpperCase(),
  secretKey: randomBytes(30).toString('base64'),
})
