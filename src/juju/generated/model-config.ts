// Generated from spec/juju/model-config.yaml by `npm run generate`. Do not edit.

import { Operations, type RpcOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { Pending } from '../../core/reply.js'
import type { ConstraintsValue, SetConstraints } from './common.js'

export interface ConfigValue {
  source: string
  value: unknown
}

export interface GetConstraintsResults {
  constraints: ConstraintsValue
}

export interface ModelConfigResults {
  config: Record<string, ConfigValue>
}

export interface ModelSequencesResult {
  sequences: Record<string, number> | null
}

export interface ModelSet {
  config?: Record<string, unknown>
}

export interface ModelUnset {
  keys: string[]
}

const table = {
  modelGet: { id: 'modelConfig.modelGet', facade: 'ModelConfig', method: 'ModelGet', versions: [3, 4], reads: true, idempotent: true, schema: async () => (await import('./model-config.schemas.js')).modelGetReply },
  modelSet: { id: 'modelConfig.modelSet', facade: 'ModelConfig', method: 'ModelSet', versions: [3, 4], reads: false, idempotent: true },
  modelUnset: { id: 'modelConfig.modelUnset', facade: 'ModelConfig', method: 'ModelUnset', versions: [3, 4], reads: false, idempotent: true },
  getModelConstraints: {
    id: 'modelConfig.getModelConstraints',
    facade: 'ModelConfig',
    method: 'GetModelConstraints',
    versions: [3, 4],
    reads: true,
    idempotent: true,
    schema: async () => (await import('./model-config.schemas.js')).getModelConstraintsReply,
  },
  setModelConstraints: {
    id: 'modelConfig.setModelConstraints',
    facade: 'ModelConfig',
    method: 'SetModelConstraints',
    versions: [3, 4],
    reads: false,
    idempotent: true,
  },
  sequences: { id: 'modelConfig.sequences', facade: 'ModelConfig', method: 'Sequences', versions: [3, 4], reads: true, idempotent: true, schema: async () => (await import('./model-config.schemas.js')).sequencesReply },
} satisfies Record<string, RpcOperation>

/** The ModelConfig facade. */
export class ModelConfigOperations extends Operations<RpcOperation> {
  /**
   * The settings of a model.
   *
   * `ModelConfig.ModelGet`. Facts: recorded-4.0.15 (charmhub/bundle-again, charmhub/bundle-dry-run, charmhub/bundle and more).
   */
  modelGet(options?: RequestOptions): Pending<ModelConfigResults> {
    return this.caller.call(table.modelGet, {}, {}, options)
  }

  /**
   * Changes settings of a model.
   *
   * `ModelConfig.ModelSet`. Facts: recorded-4.0.15 (commands/model-config-set, permissions).
   */
  modelSet(params: ModelSet, options?: RequestOptions): Pending<null> {
    return this.caller.call(table.modelSet, {}, params, options)
  }

  /**
   * Sets settings of a model back to their defaults.
   *
   * `ModelConfig.ModelUnset`. Facts: recorded-4.0.15 (commands/model-config-reset).
   */
  modelUnset(params: ModelUnset, options?: RequestOptions): Pending<null> {
    return this.caller.call(table.modelUnset, {}, params, options)
  }

  /**
   * The constraints of a model.
   *
   * `ModelConfig.GetModelConstraints`. Facts: recorded-4.0.15 (charmhub/bad-bundle, charmhub/bundle-again, charmhub/bundle-dry-run and more).
   */
  getModelConstraints(options?: RequestOptions): Pending<GetConstraintsResults> {
    return this.caller.call(table.getModelConstraints, {}, {}, options)
  }

  /**
   * Replaces the constraints of a model.
   *
   * `ModelConfig.SetModelConstraints`. Facts: recorded-4.0.15 (commands/set-model-constraints).
   */
  setModelConstraints(params: SetConstraints, options?: RequestOptions): Pending<null> {
    return this.caller.call(table.setModelConstraints, {}, params, options)
  }

  /**
   * The next numbers of machines and units, where the model has any.
   *
   * `ModelConfig.Sequences`. Facts: recorded-4.0.15 (charmhub/bundle-again, charmhub/bundle-dry-run, charmhub/bundle and more).
   */
  sequences(options?: RequestOptions): Pending<ModelSequencesResult> {
    return this.caller.call(table.sequences, {}, {}, options)
  }
}
