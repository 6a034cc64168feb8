import type { RequestOptions } from '../../core/options.js'
import type { Constraints } from '../syntax/constraints.js'
import type { ConstraintsValue } from '../generated/common.js'
import { ModelConfigOperations } from '../generated/model-config.js'
import type { Link } from '../connection/endpoint.js'
import { constraintsValue } from '../syntax/values.js'

/** One setting of a model. */
export interface ModelSetting {
  value: unknown
  /** Where the value is from: `default`, `controller`, `region`, `model`. */
  source: string
}

/** The settings of a model. */
export class ModelSettings {
  readonly #facade: ModelConfigOperations

  constructor(link: Link) {
    this.#facade = new ModelConfigOperations(link)
  }

  async get(options?: RequestOptions): Promise<Record<string, ModelSetting>> {
    return (await this.#facade.modelGet(options)).config
  }

  async set(values: Readonly<Record<string, unknown>>, options?: RequestOptions): Promise<void> {
    await this.#facade.modelSet({ config: values }, options)
  }

  /** Sets settings back to their defaults. */
  async reset(names: readonly string[], options?: RequestOptions): Promise<void> {
    await this.#facade.modelUnset({ keys: [...names] }, options)
  }

  /** The constraints of every new machine, as the facades have them, sizes in MiB. */
  async constraints(options?: RequestOptions): Promise<ConstraintsValue> {
    return (await this.#facade.getModelConstraints(options)).constraints
  }

  /** Replaces the constraints: those that are not given go. */
  async setConstraints(constraints: string | Constraints, options?: RequestOptions): Promise<void> {
    await this.#facade.setModelConstraints(
      { application: '', constraints: constraintsValue(constraints) },
      options,
    )
  }
}
