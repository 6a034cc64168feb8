import { createHash, randomBytes } from 'node:crypto'
import { type Facade, mayCall, method } from '../../server/facade.js'
import { bool, int, list, map, optional, str, struct } from '../../server/go-json.js'
import { bulk, Refusal } from '../../server/refusal.js'
import { wireTime } from '../../state/state.js'
import { tagOf } from '../../state/tags.js'
import type { Model, Secret } from '../../state/types.js'

const Content = struct('SecretContentParams', { data: map(str), checksum: str })

const CreateArg = struct('CreateSecretArg', {
  uri: optional(str),
  label: optional(str),
  description: optional(str),
  content: Content,
  'owner-tag': str,
})

const UpdateArg = struct('UpdateUserSecretArg', {
  uri: str,
  'existing-label': str,
  label: optional(str),
  description: optional(str),
  content: Content,
  'auto-prune': optional(bool),
})

const GrantArg = struct('GrantRevokeUserSecretArg', { uri: str, label: str, applications: list(str) })
const DeleteArg = struct('DeleteSecretArg', { uri: str, label: str, revisions: list(int) })
const Filter = struct('SecretsFilter', {
  uri: optional(str),
  label: optional(str),
  revision: optional(int),
  'owner-tag': optional(str),
})

const write = { access: 'write', changes: 'change' } as const

export const secrets: Facade = {
  CreateSecrets: method(
    write,
    struct('CreateSecretArgs', { args: list(CreateArg) }),
    ({ state, model }, { args }) => ({
      results: bulk(
        args,
        ({ label = '', description, content, 'owner-tag': owner }) => {
          // Whose the secret is follows from the connection: a named owner is refused, also the model itself.
          if (owner !== '') throw new Refusal(`owner tag "${owner}" not valid`, 'not valid')
          if (label !== '' && [...model.secrets.values()].some((secret) => secret.label === label)) {
            throw new Refusal(`secret with label "${label}" already exists`, 'already exists')
          }
          const created = state.now()
          const id = xid()
          const revisions = [{ revision: 1, created, data: content.data }]
          model.secrets.set(id, {
            id,
            label,
            ...(description === undefined ? {} : { description }),
            created,
            revisions,
            grants: new Set(),
          })
          return { result: `secret:${id}` }
        },
        { result: '' },
      ),
    }),
  ),

  UpdateSecrets: method(
    write,
    struct('UpdateUserSecretArgs', { args: list(UpdateArg) }),
    ({ state, model }, { args }) => ({
      results: bulk(args, (arg) => {
        const secret = existing(model, arg.uri, arg['existing-label'])
        if (arg.label !== undefined) secret.label = arg.label
        if (arg.description !== undefined) secret.description = arg.description
        const last = latest(secret)
        if (Object.keys(arg.content.data).length > 0) {
          secret.revisions.push({ revision: last.revision + 1, created: state.now(), data: arg.content.data })
        }
        if (arg['auto-prune'] === true) secret.revisions = secret.revisions.slice(-1)
        return {}
      }),
    }),
  ),

  RemoveSecrets: method(
    write,
    struct('DeleteSecretArgs', { args: list(DeleteArg) }),
    ({ state, model }, { args }) => ({
      results: bulk(args, ({ uri, label, revisions }) => {
        const secret = existing(model, uri, label)
        state.lifecycle.secretRemoved(model, secret.id, revisions)
        return {}
      }),
    }),
  ),

  GrantSecret: method(write, GrantArg, ({ model }, { uri, label, applications }) => {
    const secret = existing(model, uri, label)
    const results = bulk(applications, (name) => {
      if (!model.applications.has(name)) throw new Refusal(`application "${name}" not found`, 'not found')
      secret.grants.add(name)
      return {}
    })
    return { results }
  }),

  RevokeSecret: method(write, GrantArg, ({ model }, { uri, label, applications }) => {
    const secret = existing(model, uri, label)
    const results = bulk(applications, (name) => {
      secret.grants.delete(name)
      return {}
    })
    return { results }
  }),

  // Secret values need admin access to the model.
  ListSecrets: method(
    { access: 'read' },
    struct('ListSecretsArgs', { 'show-secrets': bool, filter: Filter }),
    (call, params) => {
      const shows = params['show-secrets']
      if (shows && !mayCall(call, 'admin')) throw new Refusal('permission denied', 'unauthorized access')
      const { uri, label, revision } = params.filter
      const found = [...call.model.secrets.values()].filter(
        (secret) =>
          (uri === undefined || idOf(uri) === secret.id) && (label === undefined || label === secret.label),
      )
      return { results: found.map((secret) => shown(call.model, secret, shows, revision)) }
    },
  ),
}

export const secretBackends: Facade = {
  ListSecretBackends: method(
    { access: 'login' },
    struct('ListSecretBackendsArgs', { names: list(str), reveal: bool }),
    ({ state }, { names }) => {
      const count = [...state.models.values()].reduce((sum, model) => sum + model.secrets.size, 0)
      const internal = { name: 'internal', 'backend-type': 'controller', config: null }
      const all = [{ result: internal, id: state.secretBackendId, 'num-secrets': count, status: 'active' }]
      return { results: all.filter(({ result }) => names.length === 0 || names.includes(result.name)) }
    },
  ),
}

function shown(
  model: Model,
  secret: Secret,
  withValue: boolean,
  revision: number | undefined,
): Record<string, unknown> {
  const last = latest(secret)
  const value = secret.revisions.find((each) => each.revision === revision) ?? last
  const scope = tagOf('model', model.uuid)
  const access = [...secret.grants].map((name) => ({
    'target-tag': tagOf('application', name),
    'scope-tag': scope,
    role: 'view',
  }))
  return {
    uri: `secret:${secret.id}`,
    version: 1,
    'owner-tag': scope,
    'rotate-policy': 'never',
    ...(secret.description === undefined ? {} : { description: secret.description }),
    ...(secret.label === '' ? {} : { label: secret.label }),
    'latest-revision': last.revision,
    'latest-revision-checksum': checksum(last.data),
    'create-time': wireTime(secret.created),
    'update-time': wireTime(last.created),
    revisions: secret.revisions.map((each) => ({
      revision: each.revision,
      'backend-name': 'internal',
      'create-time': wireTime(each.created),
      'update-time': wireTime(each.created),
    })),
    ...(withValue ? { value: { data: value.data } } : {}),
    ...(withValue && access.length > 0 ? { access } : {}),
  }
}

function existing(model: Model, uri: string, label: string): Secret {
  const found =
    uri === ''
      ? [...model.secrets.values()].find((secret) => secret.label === label)
      : model.secrets.get(idOf(uri))
  if (found === undefined)
    throw new Refusal(
      uri === ''
        ? `getting user secret for label "${label}": secret with label "${label}" not found`
        : `secret "${idOf(uri)}" not found`,
      'secret not found',
    )
  return found
}

function latest(secret: Secret): Secret['revisions'][number] {
  const last = secret.revisions.at(-1)
  if (last === undefined) throw new Error(`secret ${secret.id} has no revision`)
  return last
}

function idOf(uri: string): string {
  return uri.replace(/^secret:(?:\/\/[^/]*\/)?/, '')
}

/** SHA-256 of the content as JSON with sorted keys, consistent with add-secret.json and secrets.json. */
function checksum(data: Record<string, string>): string {
  const sorted = Object.fromEntries(Object.entries(data).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}

/** A secret's id: 12 bytes in base 32, so that its last digit carries one bit. Clients in Go refuse any other text of 20 digits. */
function xid(): string {
  const bits = BigInt(`0x${randomBytes(12).toString('hex')}`) << 4n
  return bits.toString(32).padStart(20, '0')
}
