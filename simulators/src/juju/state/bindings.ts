import { Refusal, notFound } from '../server/refusal.js'
import { endpointsOf } from './charms/charm.js'
import { lookup } from '../../lookup.js'
import { spacesOf } from './space-names.js'
import type { JujuState } from './state.js'
import type { Application, StoredCharm } from './types.js'

export type Bindings = Readonly<Record<string, string>>

/** Every endpoint and extra binding of the charm, in space `alpha` by default. */
export function bindingsOf(charm: StoredCharm, given: Bindings = {}): Record<string, string> {
  const fallback = lookup(given, '') ?? 'alpha'
  const bindings: Record<string, string> = { '': fallback }
  for (const name of namesOf(charm).toSorted()) bindings[name] = lookup(given, name) ?? fallback
  return bindings
}

/** The checks of `Deploy`. @throws Refusal when a space or an endpoint does not exist. */
export function checkFirstBindings(state: JujuState, charm: StoredCharm, given: Bindings = {}): void {
  const spaces = unknownSpaces(state, given)
  if (spaces.length > 0)
    throw new Refusal(`checking space names: space(s) [${spaces.map(quoted).join(' ')}] not found`)
  const names = unknownNames(charm, given)
  if (names.length > 0)
    throw new Refusal(
      `checking charm relation: charm relation(s) or extra binding "${names.join(',')}" not found`,
    )
}

/** The checks of `MergeBindings` and `SetCharm`; the message names all endpoints that were given. @throws Refusal. */
export function checkNewBindings(state: JujuState, charm: StoredCharm, given: Bindings): void {
  if (unknownNames(charm, given).length > 0) {
    const all = Object.keys(given).filter((name) => name !== '')
    throw new Refusal(`one or more of the provided endpoints "${all.toSorted().join(', ')}" do not exist`)
  }
  const spaces = unknownSpaces(state, given)
  if (spaces.length > 0) throw new Refusal(`space(s) "${spaces.join(',')}" not found`)
}

/** The checks of `Expose`: any text may be a network. @throws Refusal when a space or an endpoint does not exist. */
export function checkExposed(
  state: JujuState,
  target: Application,
  wanted: Readonly<Record<string, { 'expose-to-spaces': readonly string[] }>>,
): void {
  const known = spacesOf(state)
  for (const { 'expose-to-spaces': spaces } of Object.values(wanted)) {
    const missing = spaces.find((space) => !known.includes(space))
    if (missing !== undefined) throw notFound(`space "${missing}" not found`)
  }
  const names = Object.keys(wanted).filter((name) => name !== '')
  if (names.some((name) => !Object.hasOwn(target.bindings, name)))
    throw new Refusal(`one or more of the provided endpoints [${names.join(' ')}] do not exist`)
}

function namesOf({ charm }: StoredCharm): string[] {
  return [...endpointsOf(charm).map(({ name }) => name), ...(charm.extraBindings ?? [])]
}

function unknownNames(charm: StoredCharm, given: Bindings): string[] {
  const known = ['', ...namesOf(charm)]
  return Object.keys(given).filter((name) => !known.includes(name))
}

function unknownSpaces(state: JujuState, given: Bindings): string[] {
  const known = ['', ...spacesOf(state)]
  return [...new Set(Object.values(given))].filter((space) => !known.includes(space))
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
