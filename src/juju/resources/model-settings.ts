import { inspect } from 'node:util'
import { checkType } from '../../core/arguments.js'
import { ConfigurationError } from '../../core/errors.js'
import { describeMethods } from '../../core/inspect.js'
import type { FacadeCaller } from '../connection/caller.js'
import { beginVerb } from '../connection/verb.js'
import type { ConstraintsValue } from '../generated/facades/common.js'
import type { ModelConfigFacade } from '../generated/facades/model-config.js'
import type { JujuCallOptions } from '../options.js'
import { constraintsValue, type JujuConstraints } from '../syntax/constraints.js'

/** One setting of a model. */
export interface ModelSetting {
  /** An object for `resource-tags`. */
  value: string | number | boolean | Record<string, string>
  /** Where the value is from: `default`, `controller`, `region`, `model`. */
  source: string
}

/** The settings of a model. */
export interface ModelSettings {
  /**
   * Returns all settings of the model, with the source of each.
   *
   * @example
   * const settings = await model.config.get()
   */
  get(options?: JujuCallOptions): Promise<Record<string, ModelSetting>>
  /**
   * Changes settings. `null` is refused: use {@link ModelSettings.reset} for the default.
   *
   * @example
   * await model.config.set({ 'default-space': 'internal' })
   */
  set(values: Readonly<Record<string, unknown>>, options?: JujuCallOptions): Promise<void>
  /**
   * Resets settings to their defaults.
   *
   * @example
   * await model.config.reset(['default-space'])
   */
  reset(names: readonly string[], options?: JujuCallOptions): Promise<void>
  /**
   * The constraints of every new machine, in their form on the wire, sizes in MiB.
   *
   * @example
   * const { mem } = await model.config.constraints()
   */
  constraints(options?: JujuCallOptions): Promise<ConstraintsValue>
  /**
   * Replaces all constraints: those that are not given are removed.
   *
   * @example
   * await model.config.setConstraints({ mem: 8192 })
   */
  setConstraints(constraints: string | JujuConstraints, options?: JujuCallOptions): Promise<void>
}

export class SettingsOfModel implements ModelSettings {
  readonly #facade: ModelConfigFacade

  constructor(caller: FacadeCaller) {
    this.#facade = caller.facade('ModelConfig')
  }

  async get(options?: JujuCallOptions): Promise<Record<string, ModelSetting>> {
    return (await this.#facade.modelGet(beginVerb('config.get', options))).config
  }

  async set(values: Readonly<Record<string, unknown>>, options?: JujuCallOptions): Promise<void> {
    const verb = beginVerb('config.set', options)
    checkType('juju', 'config.set', 'values', 'object', values)
    for (const [name, value] of Object.entries(values))
      if (value === undefined || value === null) throw withoutValue(name)
    await this.#facade.modelSet({ config: values }, verb)
  }

  async reset(names: readonly string[], options?: JujuCallOptions): Promise<void> {
    const verb = beginVerb('config.reset', options)
    checkType('juju', 'config.reset', 'names', 'string[]', names)
    await this.#facade.modelUnset({ keys: [...names] }, verb)
  }

  async constraints(options?: JujuCallOptions): Promise<ConstraintsValue> {
    return (await this.#facade.getModelConstraints(beginVerb('config.constraints', options))).constraints
  }

  async setConstraints(constraints: string | JujuConstraints, options?: JujuCallOptions): Promise<void> {
    const verb = beginVerb('config.setConstraints', options)
    await this.#facade.setModelConstraints(
      { application: '', constraints: constraintsValue(constraints) },
      verb,
    )
  }

  [inspect.custom](): string {
    return describeMethods('config', this)
  }
}

const withoutValue = (name: string): ConfigurationError =>
  new ConfigurationError({
    system: 'juju',
    operation: 'config.set',
    summary: `config.set: ${name} has no value`,
    hint: `Omit it, or set it to its default with config.reset(['${name}'])`,
  })
