import { JujuError } from './server/refusal.js'

/**
 * What a fault does to a call: never answer, cut the socket before or after the call took effect, answer late by `delayMs` of real time,
 * or answer with this error.
 */
export type FaultAction =
  'hang' | 'drop' | 'drop-after' | { delayMs: number } | { message: string; code?: string }

export interface FaultOptions {
  /** How many calls are hit. @default 1 */
  times?: number
}

interface CallFault {
  action: FaultAction
  left: number
}

/** Things that are told to go wrong. */
export class Faults {
  readonly #calls = new Map<string, CallFault[]>()
  readonly #hooks = new Map<string, string>()
  readonly #provisioning = new Map<string, string>()

  /** Lets the next calls of `operation`, such as `Application.Deploy`, go wrong. */
  onCall(operation: string, action: FaultAction, options: FaultOptions = {}): void {
    const faults = this.#calls.get(operation) ?? []
    faults.push({ action, left: options.times ?? 1 })
    this.#calls.set(operation, faults)
  }

  /** Takes the fault that hits this call, if any. */
  takeCall(operation: string): FaultAction | undefined {
    const faults = this.#calls.get(operation)
    const fault = faults?.[0]
    if (faults === undefined || fault === undefined) return undefined
    fault.left -= 1
    if (fault.left <= 0) faults.shift()
    return fault.action
  }

  /** The hook of the unit fails when it runs, until the unit is resolved. */
  failHook(unit: string, hook: string): void {
    this.#hooks.set(unit, hook)
  }

  takeHook(unit: string, hook: string): boolean {
    if (this.#hooks.get(unit) !== hook) return false
    this.#hooks.delete(unit)
    return true
  }

  /** The machine's next provisioning fails with this reason; `machine` is an id, or `*` for whichever comes next. */
  failProvisioning(machine: string, reason: string): void {
    this.#provisioning.set(machine, reason)
  }

  takeProvisioning(machine: string): string | undefined {
    for (const key of [machine, '*']) {
      const reason = this.#provisioning.get(key)
      if (reason === undefined) continue
      this.#provisioning.delete(key)
      return reason
    }
    return undefined
  }
}

export function faultError(action: { message: string; code?: string }): JujuError {
  return new JujuError(action.message, action.code)
}
