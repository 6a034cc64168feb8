import { Transport } from '@canonical/jujulib/dist/api/client.js'
import { createJujuClient } from 'canonical-stack/juju'
import { WebSocket } from 'ws'
import { startServer } from './fork.js'
import { interleave, type Measured, timed } from './interleave.js'

const MESSAGES = 40_000
const OUTSTANDING = 1000
const PING = { type: 'Pinger', version: 1, request: 'Ping', params: {} }

/** Messages per second with 1,000 outstanding calls: the client, compared with bare `ws` doing the same JSON, and with jujulib's transport. */
export async function* rpc(): AsyncGenerator<Measured> {
  const server = await startServer('rpc')
  const juju = createJujuClient({
    addresses: [`127.0.0.1:${server.port}`],
    username: 'admin',
    password: 'password',
    caCert: server.caCert,
  })
  const pinger = juju.facade('Pinger', 1)
  // ws passes options on to tls.connect; its types lack them.
  const tls = {
    ca: server.caCert,
    servername: 'juju-apiserver',
    perMessageDeflate: false,
  } as WebSocket.ClientOptions
  const open = async (): Promise<WebSocket> => {
    const socket = new WebSocket(`wss://127.0.0.1:${server.port}/api`, tls)
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    return socket
  }
  const bare = await open()
  const pending = new Map<number, (response: unknown) => void>()
  let lastId = 0
  bare.on('message', (data: Buffer) => {
    const reply = JSON.parse(data.toString()) as { 'request-id': number; response: unknown }
    pending.get(reply['request-id'])?.(reply.response)
    pending.delete(reply['request-id'])
  })
  const viaBare = (): Promise<unknown> =>
    new Promise((resolve) => {
      pending.set(++lastId, resolve)
      bare.send(JSON.stringify({ 'request-id': lastId, ...PING }))
    })
  const peer = await open()
  const transport = new Transport(peer as unknown as globalThis.WebSocket, () => {}, false)
  const viaPeer = (): Promise<unknown> =>
    new Promise((resolve, reject) => transport.write({ ...PING }, resolve, reject))

  const perSecond = (one: () => PromiseLike<unknown>) => async (): Promise<number> => {
    let left = MESSAGES
    const worker = async (): Promise<void> => {
      while (left-- > 0) await one()
    }
    return (MESSAGES * 1000) / (await timed(() => Promise.all(Array.from({ length: OUTSTANDING }, worker))))
  }
  const ours = perSecond(() => pinger.call('Ping', {}))
  yield await interleave({
    measure: 'rpc-1000-outstanding-vs-ws',
    goal: { atLeast: 0.95 },
    rounds: 11,
    ours,
    reference: perSecond(viaBare),
  })
  yield await interleave({
    measure: 'rpc-1000-outstanding-vs-jujulib',
    goal: { atLeast: 1 },
    rounds: 11,
    ours,
    reference: perSecond(viaPeer),
  })
  await juju.close()
  bare.close()
  peer.close()
  server.stop()
}
