import type { JujuState } from '../state/state.js'
import type { Model, ModelAccess, User } from '../state/types.js'
import { type Decoder, decodeParams } from './go-json.js'
import { permissionDenied, Refusal } from './refusal.js'
import type { Watchers } from './watchers.js'

/** One call: the user, the model and the connection's watchers. */
export interface Call {
  state: JujuState
  user: User
  /** The model of a model connection; on the controller connection the controller's model. */
  model: Model
  /** The watchers of the connection, and the id of the one that this call is addressed to. */
  watchers: Watchers
  id: string
}

/** Handles one call and returns the `response` object. */
export type Handler = (call: Call, params: unknown) => unknown

export type Facade = Record<string, Handler>

/** The access that a call needs: to the connection's model, or `superuser` or `login` on the controller. */
export type Access = ModelAccess | 'login' | 'superuser'

/** The kinds of blocks: `BlockRemove` prevents removals, `BlockChange` prevents all changes. */
export type BlockKind = 'BlockDestroy' | 'BlockRemove' | 'BlockChange'

export interface MethodOptions {
  access: Access
  /** `change`: stopped by `BlockChange`; `remove`: also by `BlockRemove`. */
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

/** Whether the user has at least this access to the model. */
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

/** @throws Refusal when a block prevents the call. */
export function heedBlocks(model: Model, kind: 'change' | 'remove' | 'destroy'): void {
  const stopping = STOPPING[kind]
  for (const block of stopping) {
    const message = model.blocks.get(block)
    if (message === undefined) continue
    throw new Refusal(message === '' ? 'the operation has been blocked' : message, 'operation is blocked')
  }
}
