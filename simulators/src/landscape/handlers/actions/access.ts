import { accessGroup } from '../../replies/computer.js'
import { action } from '../../server/action.js'
import type { Actions } from '../../server/action.js'
import { text, texts } from '../../server/params.js'
import { refuse } from '../../server/refusal.js'
import { slug } from '../../state/state.js'

export const accessActions: Actions = {
  GetAccessGroups: action({ names: texts.optional }, ({ state }, { names }) => {
    const known = names.map((name) => {
      const group = state.accessGroups.get(name)
      if (!group) throw refuse('UnknownEntityIDs', `There is no access group ${name}`)
      return group
    })
    return (names.length > 0 ? known : [...state.accessGroups.values()]).map((group) =>
      accessGroup(state, group),
    )
  }),

  CreateAccessGroup: action(
    { title: text.required, parent: text.or('global') },
    ({ state }, { title, parent }) => {
      state.accessGroup(parent)
      const name = slug(title)
      if (name === '') throw refuse('InvalidAccessGroup', `${JSON.stringify(title)} makes no name`)
      if (state.accessGroups.has(name))
        throw refuse('DuplicateAccessGroup', `There is an access group ${name} already`)
      const group = { name, title, parent }
      state.accessGroups.set(name, group)
      return accessGroup(state, group)
    },
  ),

  // That its computers move to the parent is inferred; the reply is the parent.
  RemoveAccessGroup: action({ name: text.required }, ({ state }, { name }) => {
    const group = state.accessGroup(name)
    if (group.parent === null) throw refuse('InvalidAccessGroup', `${name} cannot be removed`)
    const parent = state.accessGroup(group.parent)
    for (const computer of state.computers.values())
      if (computer.accessGroup === name) computer.accessGroup = parent.name
    for (const child of state.accessGroups.values()) if (child.parent === name) child.parent = parent.name
    state.accessGroups.delete(name)
    return accessGroup(state, parent)
  }),
}
