import { permissionDenied, Refusal } from './refusal.js'
import { type Decoder, decodeParams } from './go-json.js'
import type { Model, ModelAccess, User } from '../state/types.js'
import type { Watchers } from './watchers.js'
import type { JujuState } from '../state/state.js'

/** Who calls, on which connection. */
export interface Call {
  state: JujuState
  user: User
  /** The model of a model connection; on the controller connection the controller's model. */
  model: Model
  /** The watchers of the connection, and the one that this call is addressed to. */
  watchers: Watchers
  id: string
}

/** Answers one call; what it returns is the `response` object. */
export type Handler = (call: Call, params: unknown) => unknown

export type Facade = Record<string, Handler>

/** What a caller must be: of the connection's model, or `superuser` or anyone with `login` on the controller. */
export type Access = ModelAccess | 'login' | 'superuser'

/** The kinds of blocks that a call heeds: `BlockRemove` stops removals, `BlockChange` stops everything that changes. */
export type BlockKind = 'BlockDestroy' | 'BlockRemove' | 'BlockChange'

export interface MethodOptions {
  access: Access
  /** A call that changes heeds `BlockChange`; one that removes heeds `BlockRemove` as well. */
  changes?: 'change' | 'remove'
}

/** Makes a handler: decodes the parameters, then checks access and blocks, in the controller's order. */
export function method<T>(
  options: MethodOptions,
  params: Decoder<T>,
  run: (call: Call, params: T) => unknown,
): Handler {
  return (call, raw) => {
    const decoded = decodeParams(params, raw)
    if (!mayCall(call, options.access)) throw permissionDenied()
    if (options.changes !== undefined) heedBlocks(call.model, options.changes)
    return run(call, decoded)
  }
}

const RANK: Record<ModelAccess, number> = { read: 1, write: 2, admin: 3 }

export function mayCall({ user, model }: Pick<Call, 'user' | 'model'>, access: Access): boolean {
  if (user.access === 'superuser' || access === 'login') return true
  return access !== 'superuser' && hasModelAccess(model, user, access)
}

/** Whether the user has this access to the model, or more. */
export function hasModelAccess(model: Model, user: User, access: ModelAccess): boolean {
  if (user.access === 'superuser') return true
  const own = model.access.get(user.name)
  return own !== undefined && RANK[own] >= RANK[access]
}

export function isGreater(access: ModelAccess, than: ModelAccess | undefined): boolean {
  return than === undefined || RANK[access] > RANK[than]
}

const STOPPING: Record<'change' | 'remove' | 'destroy', BlockKind[]> = {
  change: ['BlockChange'],
  remove: ['BlockRemove', 'BlockChange'],
  destroy: ['BlockDestroy', 'BlockRemove', 'BlockChange'],
}

/** @throws Refusal when a block stands in the way. */
export function heedBlocks(model: Model, kind: 'change' | 'remove' | 'destroy'): void {
  const stopping = STOPPING[kind]
  for (const block of stopping) {
    const message = model.blocks.get(block)
    if (message === undefined) continue
    throw new Refusal(message === '' ? 'the operation has been blocked' : message, 'operation is blocked')
  }
}
