/** Thrown by a handler to answer with an error. Many errors of 4.0.15 have no code. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  readonly info: Record<string, unknown> | undefined

  constructor(message: string, code = '', info?: Record<string, unknown>) {
    super(message)
    this.code = code
    this.info = info
  }
}

/** The code of an error whose info has the macaroon that must be discharged. */
export const DISCHARGE_REQUIRED = 'macaroon discharge required'

export const permissionDenied = () => new Refusal('permission denied', 'unauthorized access')
export const badCredentials = () => new Refusal('invalid entity name or password', 'unauthorized access')
export const notFound = (message: string) => new Refusal(message, 'not found')

/** The error object of a bulk result; its code is always present, often empty. */
export interface ErrorResult {
  error: { message: string; code: string; info?: Record<string, unknown> }
}

export function errorResult(error: unknown): ErrorResult {
  const { message, code, info } = asRefusal(error)
  return { error: info === undefined ? { message, code } : { message, code, info } }
}

export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  throw error
}

/**
 * Runs `action` for each item; a {@link Refusal} becomes that item's error result, as in Juju's bulk calls. The result also has the
 * `zero` values of the fields that Go always writes (`refresh-none.json`, `deploy-unknown.json`).
 */
export function bulk<T, R extends object>(
  items: readonly T[],
  action: (item: T) => R,
  zero: object = {},
): (R | ErrorResult)[] {
  return items.map((item) => {
    try {
      return action(item)
    } catch (error) {
      return { ...zero, ...errorResult(error) }
    }
  })
}
