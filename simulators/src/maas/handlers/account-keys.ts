import { X509Certificate } from 'node:crypto'
import { apiRoot } from '../replies/network.js'
import { deleted, emit, handlerReply } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { text } from '../forms/fields.js'
import { readForm } from '../forms/form.js'
import { invalid, invalidModel, notFound, Refusal, refuse } from '../server/refusal.js'
import type { Exchange, Operation, Resource, UserExchange } from '../server/router.js'
import type { AccountKey } from '../state/extras.js'

type Kind = AccountKey['kind']

const models = { ssh: 'SSHKey', ssl: 'SSLKey' } as const

/** A read has the key's resource URI, and an SSH key's source; the reply to its creation has not. */
const read = ({ kind, key, id }: AccountKey): object => ({
  key,
  id,
  ...(kind === 'ssh' && { keysource: '' }),
  resource_uri: `${apiRoot}/account/prefs/${kind}keys/${id}/`,
})

function keyOf({ state, args }: Exchange, kind: Kind): AccountKey {
  const key = state.extras.keys.find(
    (candidate) => candidate.kind === kind && String(candidate.id) === args[0],
  )
  if (!key) throw notFound(models[kind])
  return key
}

const checks: Record<Kind, (text: string) => string | undefined> = {
  ssh: (text) => {
    const [type = '', blob = ''] = text.split(/\s+/)
    const bytes = Buffer.from(blob, 'base64')
    const length = bytes.length >= 4 ? bytes.readUInt32BE(0) : 0
    const isKey = length > 0 && bytes.subarray(4, 4 + length).toString() === type && bytes.length > 4 + length
    return isKey ? undefined : 'Invalid SSH public key: Key could not be converted to RFC4716 form.'
  },
  ssl: (text) => {
    try {
      return new X509Certificate(text).subject === undefined ? 'Invalid SSL key.' : undefined
    } catch {
      return 'Invalid SSL key.'
    }
  },
}

function create(kind: Kind): Operation {
  return (exchange: UserExchange) => {
    const { state, user, body } = exchange
    const { key } = readForm(formData(body), {
      key: text({ required: true, trim: false, check: checks[kind] }),
    })
    if (
      state.extras.keys.some(
        (other) => other.kind === kind && other.key === key && other.username === user.username,
      )
    ) {
      const message = 'This key has already been added for this user.'
      throw invalid(kind === 'ssh' ? { __all__: [message] } : { key: [message] })
    }
    const created: AccountKey = { id: state.next(`${kind}key`), kind, key, username: user.username }
    state.extras.keys.push(created)
    return { ...emit({ key, id: created.id, ...(kind === 'ssh' && { keysource: null }) }), status: 201 }
  }
}

function remove(kind: Kind): Operation {
  return (exchange) => {
    const key = keyOf(exchange, kind)
    if (key.username !== exchange.user.username)
      throw new Refusal(handlerReply(403, "Can't delete a key you don't own."))
    exchange.state.extras.keys.splice(exchange.state.extras.keys.indexOf(key), 1)
    return deleted()
  }
}

/** Keys are imported from Launchpad or GitHub, which the simulator does not reach. */
function importKeys({ body }: UserExchange): unknown {
  const source = body.post.get('keysource')
  if (!source)
    throw refuse(400, 'Importing SSH keys failed. Input needs to be in protocol:auth_id or auth_id format.')
  const [protocol = '', id] = source.split(':')
  if (id !== undefined && !['lp', 'gh'].includes(protocol))
    throw invalidModel({ protocol: [`Value '${protocol}' is not a valid choice.`] })
  throw refuse(400, 'Importing SSH keys failed: the simulated region reaches neither Launchpad nor GitHub.')
}

const keyResources = (kind: Kind): Resource[] => [
  {
    path: `account/prefs/${kind}keys/`,
    operations: {
      GET: ({ state, user }) =>
        state.extras.keys.filter((key) => key.kind === kind && key.username === user.username).map(read),
      POST: create(kind),
      ...(kind === 'ssh' && { 'POST import': importKeys }),
    },
  },
  {
    path: `account/prefs/${kind}keys/{id}/`,
    operations: { GET: (exchange) => read(keyOf(exchange, kind)), DELETE: remove(kind) },
  },
]

export const accountKeyResources: Resource[] = [...keyResources('ssh'), ...keyResources('ssl')]
