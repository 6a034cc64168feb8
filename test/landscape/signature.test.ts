import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canonicalRequest, hmac, signedForm } from '../../src/landscape/signature.js'

interface Vector {
  name: string
  method: string
  url: string
  secret_key: string
  params: Record<string, string>
  string_to_sign: string
  signature: string
}

const vectorsUrl = new URL('../../../shared/reference/landscape/signature-vectors.json', import.meta.url)
const vectors: Vector[] = existsSync(vectorsUrl)
  ? (JSON.parse(readFileSync(vectorsUrl, 'utf8')) as Vector[])
  : []
if (vectors.length === 0) console.log('no signature vectors: ../shared/reference is absent')

describe('the signature', () => {
  it.each(vectors)(
    'agrees with $name',
    async ({ method, url, secret_key, params, string_to_sign, signature }) => {
      const { text } = canonicalRequest(method, new URL(url), Object.entries(params))
      expect(text).toBe(string_to_sign)
      expect(await hmac(secret_key, text)).toBe(signature)
    },
  )

  it('covers the pairs that are sent, with the time of the try', async () => {
    const url = new URL('http://Landscape.example.com:8080/api/')
    const body = await signedForm(
      url,
      { accessKey: 'AK', secretKey: 'SECRET' },
      'GetComputers',
      [
        ['query', "it's (a) b*!~"],
        ['ids.10', 'x'],
        ['ids.2', ''],
      ],
      new Date('2026-03-01T02:03:04.567Z'),
    )
    const [pairs = '', signature = ''] = body.split('&signature=')
    expect(pairs.split('&')).toEqual([
      'access_key_id=AK',
      'action=GetComputers',
      'ids.10=x',
      'ids.2=',
      'query=it%27s%20%28a%29%20b%2A%21~',
      'signature_method=HmacSHA256',
      'signature_version=2',
      'timestamp=2026-03-01T02%3A03%3A04Z',
      'version=2011-08-01',
    ])
    expect(decodeURIComponent(signature)).toBe(
      await hmac('SECRET', `POST\nlandscape.example.com:8080\n/api/\n${pairs}`),
    )
  })
})
