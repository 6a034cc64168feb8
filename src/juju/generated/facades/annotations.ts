// Generated from spec/juju/facades/annotations.yaml by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Entities, ErrorResult, ErrorResults } from './common.js'

export interface AnnotationsGetResult {
  annotations: Record<string, string> | null
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

/** Annotations facade: key-value annotations of entities. */
export interface AnnotationsFacade {
  /**
   * Returns the annotations of entities.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Annotations.Get`.
   */
  get(params: Entities, options?: RequestOptions): Pending<AnnotationsGetResult[]>

  /**
   * Sets annotations of entities.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Annotations.Set`.
   */
  set(params: AnnotationsSet, options?: RequestOptions): Pending<ErrorResult[]>
}

/** The methods of the facade by their names on the wire, with what they take and return. */
export interface AnnotationsCalls {
  Get: { params: Entities; reply: AnnotationsGetResults }
  Set: { params: AnnotationsSet; reply: ErrorResults }
}

export const annotations: Operations<RpcOperation> = {
  get: {
    id: 'Annotations.Get',
    facade: 'Annotations',
    method: 'Get',
    versions: [2],
    params: 'Entities',
    reply: 'AnnotationsGetResults',
    reads: true,
    each: 'entities.tag',
  },
  set: {
    id: 'Annotations.Set',
    facade: 'Annotations',
    method: 'Set',
    versions: [2],
    params: 'AnnotationsSet',
    reply: 'ErrorResults',
    idempotent: true,
    each: 'annotations.entity',
  },
}
