// Generated from spec/juju/facades/model-config.yaml by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { ConstraintsValue, SetConstraints } from './common.js'

export interface ConfigValue {
  source: string
  /** A map for resource-tags. */
  value: string | number | boolean | Record<string, string>
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

/** ModelConfig facade: configuration and constraints of a model. */
export interface ModelConfigFacade {
  /**
   * Returns the configuration of a model.
   *
   * API: `ModelConfig.ModelGet`.
   */
  modelGet(options?: RequestOptions): Pending<ModelConfigResults>

  /**
   * Sets configuration values of a model.
   *
   * API: `ModelConfig.ModelSet`.
   */
  modelSet(params: ModelSet, options?: RequestOptions): Pending<null>

  /**
   * Resets configuration values of a model to their defaults.
   *
   * API: `ModelConfig.ModelUnset`.
   */
  modelUnset(params: ModelUnset, options?: RequestOptions): Pending<null>

  /**
   * Returns the constraints of a model.
   *
   * API: `ModelConfig.GetModelConstraints`.
   */
  getModelConstraints(options?: RequestOptions): Pending<GetConstraintsResults>

  /**
   * Replaces the constraints of a model.
   *
   * API: `ModelConfig.SetModelConstraints`.
   */
  setModelConstraints(params: SetConstraints, options?: RequestOptions): Pending<null>

  /**
   * Returns the next machine and unit numbers of a model, where it has any.
   *
   * API: `ModelConfig.Sequences`.
   */
  sequences(options?: RequestOptions): Pending<ModelSequencesResult>
}

/** The methods of the facade by their names on the wire, with what they take and return. */
export interface ModelConfigCalls {
  ModelGet: { params: Record<string, never>; reply: ModelConfigResults }
  ModelSet: { params: ModelSet; reply: Record<string, never> }
  ModelUnset: { params: ModelUnset; reply: Record<string, never> }
  GetModelConstraints: { params: Record<string, never>; reply: GetConstraintsResults }
  SetModelConstraints: { params: SetConstraints; reply: Record<string, never> }
  Sequences: { params: Record<string, never>; reply: ModelSequencesResult }
}

export const modelConfig: Operations<RpcOperation> = {
  modelGet: { id: 'ModelConfig.ModelGet', facade: 'ModelConfig', method: 'ModelGet', versions: [3, 4], reply: 'ModelConfigResults', reads: true },
  modelSet: { id: 'ModelConfig.ModelSet', facade: 'ModelConfig', method: 'ModelSet', versions: [3, 4], params: 'ModelSet', idempotent: true },
  modelUnset: { id: 'ModelConfig.ModelUnset', facade: 'ModelConfig', method: 'ModelUnset', versions: [3, 4], params: 'ModelUnset', idempotent: true },
  getModelConstraints: {
    id: 'ModelConfig.GetModelConstraints',
    facade: 'ModelConfig',
    method: 'GetModelConstraints',
    versions: [3, 4],
    reply: 'GetConstraintsResults',
    reads: true,
  },
  setModelConstraints: {
    id: 'ModelConfig.SetModelConstraints',
    facade: 'ModelConfig',
    method: 'SetModelConstraints',
    versions: [3, 4],
    params: 'SetConstraints',
    idempotent: true,
  },
  sequences: { id: 'ModelConfig.Sequences', facade: 'ModelConfig', method: 'Sequences', versions: [3, 4], reply: 'ModelSequencesResult', reads: true },
}
