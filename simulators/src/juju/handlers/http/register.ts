import { randomBytes } from 'node:crypto'
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js'
import { decodeParams, str, struct } from '../../server/go-json.js'
import { type HttpReply, type HttpRequest, json } from '../../server/http-request.js'
import { Refusal } from '../../server/refusal.js'
import { parseTagOf } from '../../state/tags.js'

const NONCE_BYTES = 24

const SecretKeyLogin = struct('SecretKeyLoginRequest', { user: str, nonce: str, 'cipher-text': str })

/**
 * `POST /register`: a user who has the secret key of `juju add-user` sets a password with it, once, and receives the CA, and a
 * cookie with which the `juju` command logs in at once. Request and reply are sealed with NaCl's secretbox (`register.json`).
 */
export function register({ state, discharger, body }: HttpRequest): HttpReply {
  try {
    const request = decodeParams(SecretKeyLogin, JSON.parse(body.toString('utf8')))
    const nonce = Buffer.from(request.nonce, 'base64')
    if (nonce.length !== NONCE_BYTES) throw new Refusal('nonce not valid', 'not valid')
    const name = parseTagOf('user', request.user)
    const user = state.users.get(name)
    if (user === undefined)
      throw new Refusal(`getting activation key for "${name}": active user "${name}": user not found`)
    if (user.secretKey === undefined) throw new Refusal('activation key not found', 'not found')
    const { password } = JSON.parse(open(user.secretKey, nonce, request['cipher-text'])) as {
      password?: string
    }
    if (typeof password !== 'string' || password === '') throw new Refusal('password not valid', 'not valid')
    const answer = JSON.stringify({
      'ca-cert': state.caCert,
      'controller-uuid': state.controllerUuid,
      'proxy-config': null,
    })
    const answerNonce = randomBytes(NONCE_BYTES)
    const sealed = Buffer.from(xsalsa20poly1305(user.secretKey, answerNonce).encrypt(Buffer.from(answer)))
    user.password = password
    delete user.secretKey
    const cookie = discharger.registrationCookie(name)
    return json(
      200,
      { nonce: answerNonce.toString('base64'), 'cipher-text': sealed.toString('base64') },
      { 'set-cookie': `${cookie.name}=${cookie.value}; Expires=${cookie.expires.toUTCString()}` },
    )
  } catch (error) {
    const { message, code } =
      error instanceof Refusal ? error : new Refusal(error instanceof Error ? error.message : String(error))
    return json(code === 'not found' ? 404 : 500, { error: { message, code } })
  }
}

/** @throws Refusal when the key is wrong. */
function open(key: Buffer, nonce: Buffer, cipherText: string): string {
  try {
    return Buffer.from(xsalsa20poly1305(key, nonce).decrypt(Buffer.from(cipherText, 'base64'))).toString(
      'utf8',
    )
  } catch {
    throw new Refusal('activation key not valid', 'not valid')
  }
}
