// Generated from spec/juju/annotations.yaml by `npm run generate`. Do not edit.

import { Operations, type RpcOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { Pending } from '../../core/reply.js'
import type { Entities, ErrorResult, ErrorResults } from './common.js'

export interface AnnotationsGetResult {
  annotations: Record<string, string>
  entity: string
  error?: ErrorResult
}

export interface AnnotationsGetResults {
  results: AnnotationsGetResult[]
}

export interface AnnotationsSet {
  annotations: EntityAnnotations[]
}

export interface EntityAnnotations {
  annotations: Record<string, string>
  entity: string
}

const table = {
  get: { id: 'annotations.get', facade: 'Annotations', method: 'Get', versions: [2], reads: true, idempotent: true, schema: async () => (await import('./annotations.schemas.js')).getReply },
  set: { id: 'annotations.set', facade: 'Annotations', method: 'Set', versions: [2], reads: false, idempotent: true, schema: async () => (await import('./annotations.schemas.js')).setReply },
} satisfies Record<string, RpcOperation>

/** The Annotations facade. */
export class AnnotationsOperations extends Operations<RpcOperation> {
  /**
   * The annotations of entities.
   *
   * `Annotations.Get`. Facts: recorded-4.0.15 (charmhub/bundle-again, charmhub/bundle-dry-run, charmhub/bundle and more).
   */
  get(params: Entities, options?: RequestOptions): Pending<AnnotationsGetResults> {
    return this.caller.call(table.get, {}, params, options)
  }

  /**
   * Sets annotations of entities.
   *
   * `Annotations.Set`. Facts: recorded-4.0.15 (charmhub/bundle, charmhub/small, model-calls).
   */
  set(params: AnnotationsSet, options?: RequestOptions): Pending<ErrorResults> {
    return this.caller.call(table.set, {}, params, options)
  }
}
