import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js'
import { read } from './recordings.js'
import { answerOf, patiently, type Replay } from './replay.js'
import { http } from './wire.js'

interface Registration {
  decoded: { user: string }
  request: { path: string; contentType: string; plain: { password: string } }
  reply: { status: number; plain: unknown }
  'a second time': { status: number; body: string }
  'wrong key': { status: number; body: string }
  'unknown user': { status: number; body: string }
}

/** `register.json`: a user registers with the key from `AddUser`, and three failures. */
export async function replayRegister(replay: Replay): Promise<void> {
  const recorded = read('clouds-offers-users/register') as Registration
  const { user } = recorded.decoded
  const key = await secretKeyOf(replay, user)
  const failure = { 'content-type': 'application/json' }
  const post = async (name: string, secret: Buffer) => {
    const nonce = Buffer.alloc(24, 7)
    const sealed = Buffer.from(
      xsalsa20poly1305(secret, nonce).encrypt(Buffer.from(JSON.stringify(recorded.request.plain))),
    )
    const body = JSON.stringify({
      user: `user-${name}`,
      nonce: nonce.toString('base64'),
      'cipher-text': sealed.toString('base64'),
    })
    const answer = await patiently(
      http(replay.sim, 'POST', recorded.request.path, { 'content-type': recorded.request.contentType }, body),
    )
    return { status: answer.status, ...answerOf(answer.headers, answer.body) }
  }
  const score = (name: string, wanted: unknown, answer: () => Promise<unknown>) =>
    replay.score('clouds-offers-users/register', name, wanted, answer)
  const failed = (name: 'a second time' | 'wrong key' | 'unknown user', to: string, secret: Buffer) =>
    score(name, { status: recorded[name].status, ...answerOf(failure, recorded[name].body) }, () =>
      post(to, secret),
    )

  await failed('wrong key', user, Buffer.alloc(32))
  await failed('unknown user', 'zzz', key)
  await score('registered', { status: recorded.reply.status, plain: recorded.reply.plain }, async () => {
    const { status, body } = await post(user, key)
    const { nonce, 'cipher-text': sealed } = body as { nonce: string; 'cipher-text': string }
    const plain = xsalsa20poly1305(key, Buffer.from(nonce, 'base64')).decrypt(Buffer.from(sealed, 'base64'))
    return { status, plain: JSON.parse(Buffer.from(plain).toString('utf8')) as unknown }
  })
  await failed('a second time', user, key)
}

async function secretKeyOf(replay: Replay, username: string): Promise<Buffer> {
  const wire = await replay.dial('/api')
  const params = { users: [{ username, 'display-name': '' }] }
  const reply = await patiently(wire.call({ type: 'UserManager', version: 3, request: 'AddUser', params }))
  replay.hangUp()
  const [result] = (reply.response as { results: { 'secret-key'?: string }[] }).results
  return Buffer.from(result?.['secret-key'] ?? '', 'base64')
}
