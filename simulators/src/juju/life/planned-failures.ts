/** Failures of hooks and provisioning that were planned with `failUnit` and `failProvisioning`. */
export class PlannedFailures {
  readonly #hooks = new Map<string, string>()
  readonly #provisioning = new Map<string, string>()

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
