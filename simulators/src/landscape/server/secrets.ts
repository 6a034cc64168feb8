import { randomBytes, timingSafeEqual } from 'node:crypto'

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function equalSecrets(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)]
  return first.length === second.length && timingSafeEqual(first, second)
}

/** A fresh pair of about 20 and 40 characters; the secret may contain `+` and `/`, as real ones (protocol.md section 2). */
export const newKeys = () => ({
  accessKey: randomBytes(10).toString('hex').toUpperCase(),
  secretKey: randomBytes(30).toString('base64'),
})
