import { apiRoot } from '../replies/network.js'
import { deleted, pistonText } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import type { Entitlement, UserGroup } from '../state/extras.js'
import type { User } from '../state/types.js'
import { admin } from './networks.js'

const groupReply = ({ id, name, description }: UserGroup): object => ({
  id,
  name,
  description,
  resource_uri: `${apiRoot}/groups/${id}/`,
})

function groupOf({ state, args }: Exchange): UserGroup {
  const group = state.extras.groups.find(({ id }) => String(id) === args[0])
  if (!group) throw refuse(404, `UserGroup with id ${args[0]} not found.`)
  return group
}

function create({ state, body }: UserExchange): unknown {
  const data = formData(body)
  const name = data.get('name')
  if (!name) throw refuse(400, 'Name is required.')
  const id = state.next('group')
  const group = { id, name, description: data.get('description') ?? '', members: [], entitlements: [] }
  state.extras.groups.push(group)
  return groupReply(group)
}

function update(exchange: UserExchange): unknown {
  const group = groupOf(exchange)
  const data = formData(exchange.body)
  group.name = data.get('name') ?? group.name
  group.description = data.get('description') ?? group.description
  return groupReply(group)
}

function remove(exchange: UserExchange): unknown {
  const { groups } = exchange.state.extras
  groups.splice(groups.indexOf(groupOf(exchange)), 1)
  return deleted()
}

function namedUser({ state, body }: UserExchange): User {
  const username = formData(body).get('username')
  if (!username) throw refuse(400, 'username is required.')
  const user = state.user(username)
  if (!user) throw refuse(404, `User '${username}' not found.`)
  return user
}

function addMember(exchange: UserExchange): unknown {
  const { username } = namedUser(exchange)
  const group = groupOf(exchange)
  if (group.members.includes(username))
    throw refuse(409, `User \`${username}\` is already a member of the group with ID \`${group.id}\`.`)
  group.members.push(username)
  return pistonText(200, 'OK')
}

function removeMember(exchange: UserExchange): unknown {
  const { username } = namedUser(exchange)
  const group = groupOf(exchange)
  group.members = group.members.filter((member) => member !== username)
  return deleted()
}

function namedEntitlement({ body }: UserExchange): Entitlement {
  const data = formData(body)
  const field = (name: string): string => {
    const value = data.get(name)
    if (!value) throw refuse(400, `${name} is required.`)
    return value
  }
  return {
    resource_type: field('resource_type'),
    resource_id: Number(field('resource_id')),
    entitlement: field('entitlement'),
  }
}

const equal = (a: Entitlement, b: Entitlement): boolean =>
  a.resource_type === b.resource_type && a.resource_id === b.resource_id && a.entitlement === b.entitlement

function addEntitlement(exchange: UserExchange): unknown {
  const group = groupOf(exchange)
  const wanted = namedEntitlement(exchange)
  if (!group.entitlements.some((other) => equal(other, wanted))) group.entitlements.push(wanted)
  return pistonText(200, 'OK')
}

function removeEntitlement(exchange: UserExchange): unknown {
  const group = groupOf(exchange)
  const unwanted = namedEntitlement(exchange)
  group.entitlements = group.entitlements.filter((other) => !equal(other, unwanted))
  return deleted()
}

/** Groups are told apart by name only: what they may do is not simulated, administrators may do everything. */
export const userGroupResources: Resource[] = [
  {
    path: 'groups/',
    operations: { GET: admin(({ state }) => state.extras.groups.map(groupReply)), POST: admin(create) },
  },
  {
    path: 'groups/{id}/',
    operations: {
      GET: admin((exchange) => groupReply(groupOf(exchange))),
      PUT: admin(update),
      DELETE: admin(remove),
      'GET list_members': admin((exchange) =>
        groupOf(exchange).members.flatMap((name) => {
          const user = exchange.state.user(name)
          return user ? [{ username: user.username, email: user.email }] : []
        }),
      ),
      'GET list_entitlements': admin((exchange) => groupOf(exchange).entitlements),
      'POST add_member': admin(addMember),
      'POST remove_member': admin(removeMember),
      'POST add_entitlement': admin(addEntitlement),
      'POST remove_entitlement': admin(removeEntitlement),
    },
  },
]
