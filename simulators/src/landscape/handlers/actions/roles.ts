import { action } from '../../server/action.js'
import type { Actions } from '../../server/action.js'
import { text, texts } from '../../server/params.js'
import { refuse } from '../../server/refusal.js'
import { permissions } from '../../state/state.js'
import type { LandscapeState } from '../../state/state.js'
import type { Role } from '../../state/types.js'

const view = ({ key, name, description, permissions, globalPermissions, persons, accessGroups }: Role) => ({
  key,
  name,
  description,
  permissions,
  global_permissions: globalPermissions,
  persons,
  access_groups: accessGroups,
})

export const roleActions: Actions = {
  GetPermissions: action({}, () => permissions),
  GetAdministrators: action({}, ({ state }) => {
    const { id, name, email } = state.person
    return [{ id, name, email, roles: rolesOf(state) }]
  }),
  GetRoles: action({ names: texts.optional }, ({ state }, { names }) =>
    [...state.roles.values()].filter(({ name }) => names.length === 0 || names.includes(name)).map(view),
  ),
  CreateRole: action(
    { name: text.required, description: text.or('') },
    ({ state }, { name, description }) => {
      return view(
        create(state, name, { description, permissions: [], globalPermissions: [], accessGroups: [] }),
      )
    },
  ),
  CopyRole: action(
    { name: text.required, destination_name: text.required, description: text.or(null) },
    ({ state }, { name, destination_name, description }) => {
      const { permissions, globalPermissions, accessGroups, description: original } = find(state, name)
      return view(
        create(state, destination_name, {
          description: description ?? original,
          permissions,
          globalPermissions,
          accessGroups,
        }),
      )
    },
  ),
  RemoveRole: action({ name: text.required }, ({ state }, { name }) => {
    state.roles.delete(writable(state, name).name)
    return {}
  }),

  AddPermissionsToRole: action({ name: text.required, permissions: texts.required }, ({ state }, params) => {
    const role = writable(state, params.name)
    const { own, global } = known(params.permissions)
    role.permissions = union(role.permissions, own)
    role.globalPermissions = union(role.globalPermissions, global)
    return view(role)
  }),
  RemovePermissionsFromRole: action(
    { name: text.required, permissions: texts.required },
    ({ state }, params) => {
      const role = writable(state, params.name)
      const { own, global } = known(params.permissions)
      role.permissions = without(role.permissions, own)
      role.globalPermissions = without(role.globalPermissions, global)
      return view(role)
    },
  ),

  AddAccessGroupsToRole: action(
    { name: text.required, access_groups: texts.required },
    ({ state }, { name, access_groups }) => {
      const role = writable(state, name)
      role.accessGroups = union(role.accessGroups, knownGroups(state, access_groups))
      return view(role)
    },
  ),
  RemoveAccessGroupsFromRole: action(
    { name: text.required, access_groups: texts.required },
    ({ state }, { name, access_groups }) => {
      const role = writable(state, name)
      role.accessGroups = without(role.accessGroups, knownGroups(state, access_groups))
      return view(role)
    },
  ),

  AddPersonsToRole: action(
    { name: text.required, persons: texts.required },
    ({ state }, { name, persons }) => {
      const role = find(state, name)
      role.persons = union(role.persons, knownPersons(state, persons))
      return view(role)
    },
  ),
  RemovePersonsFromRole: action(
    { name: text.required, persons: texts.required },
    ({ state }, { name, persons }) => {
      const role = find(state, name)
      const leaving = knownPersons(state, persons)
      if (role.readOnly && leaving.includes(state.person.email)) {
        throw refuse('SelfRevokeGlobalAdmin', 'You cannot take GlobalAdmin from yourself')
      }
      role.persons = without(role.persons, leaving)
      return view(role)
    },
  ),
}

/** The names of the roles that the one administrator has. */
export const rolesOf = (state: LandscapeState): string[] =>
  [...state.roles.values()]
    .filter(({ persons }) => persons.includes(state.person.email))
    .map(({ name }) => name)

/** Replaces the administrator's roles. */
export function assignRoles(state: LandscapeState, names: readonly string[]): void {
  for (const name of names) find(state, name)
  for (const role of state.roles.values()) {
    role.persons = names.includes(role.name)
      ? union(role.persons, [state.person.email])
      : without(role.persons, [state.person.email])
  }
}

type RoleFields = Pick<Role, 'description' | 'permissions' | 'globalPermissions' | 'accessGroups'>

function create(state: LandscapeState, name: string, fields: RoleFields): Role {
  if (!/^[A-Za-z][A-Za-z0-9+-]*$/.test(name))
    throw refuse('InvalidRoleName', `${JSON.stringify(name)} cannot be a role's name`)
  if (state.roles.has(name)) throw refuse('DuplicateRoleName', `There is a role ${name} already`)
  const role: Role = {
    key: state.nextId('role'),
    name,
    persons: [],
    readOnly: false,
    ...structuredClone(fields),
  }
  state.roles.set(name, role)
  return role
}

function find(state: LandscapeState, name: string): Role {
  const role = state.roles.get(name)
  if (!role) throw refuse('UnknownRole', `There is no role ${name}`)
  return role
}

function writable(state: LandscapeState, name: string): Role {
  const role = find(state, name)
  if (role.readOnly) throw refuse('ReadOnlyRole', `${name} cannot be changed`)
  return role
}

function known(names: string[]): { own: string[]; global: string[] } {
  const found = names.map((name) => {
    const permission = permissions.find((permission) => permission.name === name)
    if (!permission) throw refuse('InvalidRolePermissions', `There is no permission ${name}`)
    return permission
  })
  const pick = (global: boolean) =>
    found.filter((permission) => permission.global === global).map(({ name }) => name)
  return { own: pick(false), global: pick(true) }
}

function knownGroups(state: LandscapeState, names: string[]): string[] {
  const unknown = names.filter((name) => !state.accessGroups.has(name))
  if (unknown.length > 0) throw refuse('UnknownAccessGroups', `Unknown access groups: ${unknown.join(', ')}`)
  return names
}

function knownPersons(state: LandscapeState, emails: string[]): string[] {
  const unknown = emails.filter((email) => email !== state.person.email)
  if (unknown.length > 0) throw refuse('UnknownPersonEmails', `Unknown persons: ${unknown.join(', ')}`)
  return emails
}

const union = (list: string[], more: string[]) => [...new Set([...list, ...more])]
const without = (list: string[], less: string[]) => list.filter((item) => !less.includes(item))
