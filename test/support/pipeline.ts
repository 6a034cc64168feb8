import { ClientEventEmitter } from '../../src/core/events.js'
import { responseError } from '../../src/core/http/status.js'
import { createTransport } from '../../src/core/http/create-transport.js'
import type { HttpCall } from '../../src/core/http/call.js'
import { HttpPipeline, type PipelineOptions } from '../../src/core/http/pipeline.js'
import type { HttpClientOptions } from '../../src/core/options.js'
import { Redactor } from '../../src/core/redact.js'

/** A pipeline that is independent of any product. */
export function bare(
  options: HttpClientOptions = {},
  extra: Partial<PipelineOptions> = {},
): { pipeline: HttpPipeline; events: ClientEventEmitter; redactor: Redactor } {
  const events = new ClientEventEmitter()
  const redactor = new Redactor()
  const pipeline = new HttpPipeline({
    system: 'testing',
    label: 'Test',
    transport: createTransport('testing', { proxy: false, ...options }),
    events,
    redactor,
    options: { retries: { baseMs: 1, maxMs: 2 }, ...options },
    classify: ({ status, text, call, details }) =>
      responseError({
        ...details,
        summary: `Test ${call.operation} failed: ${status} ${text.slice(0, 200)}`,
      }),
    ...extra,
  })
  return { pipeline, events, redactor }
}

export const call = (
  url: string,
  more: Partial<HttpCall> & { headers?: Record<string, string> } = {},
): HttpCall => ({
  operation: 'things.get',
  method: 'GET',
  target: url,
  idempotent: (more.method ?? 'GET') === 'GET',
  expects: 'json',
  prepare: () => ({ url, headers: more.headers ?? {} }),
  ...more,
})
