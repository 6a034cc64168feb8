import type { Dispatcher } from 'undici'
import { onAbort } from '../signals.js'
import { IncomingBody } from './incoming-body.js'
import type { HttpRequest, HttpResponse } from './transport.js'

type Controller = Dispatcher.DispatchController

/** One request and its response, as a handler of undici. It ends at once when the request is cancelled, whatever undici does. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly response: Promise<HttpResponse>
  /** Called once, when it has ended, with whether its connection can be used again. */
  onDone: ((reusable: boolean) => void) | undefined
  readonly #request: HttpRequest
  readonly #unlisten: (() => void) | undefined
  #resolve!: (response: HttpResponse) => void
  #reject!: (cause: unknown) => void
  #controller: Controller | undefined
  #body: IncomingBody | undefined
  #done = false

  constructor(request: HttpRequest) {
    this.#request = request
    this.response = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    const cancel = (): void => this.fail(new Error('aborted'))
    if (request.cancellation !== undefined) this.#unlisten = request.cancellation.onAbort(cancel)
    else {
      if (request.signal.aborted) cancel()
      this.#unlisten = onAbort(request.signal, cancel)
    }
  }

  get isDone(): boolean {
    return this.#done
  }

  /** Ends it, and what undici does for it. */
  fail(cause: unknown): void {
    if (this.#done) return
    const controller = this.#controller
    this.#end(cause)
    controller?.abort(cause instanceof Error ? cause : new Error('aborted'))
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller
    if (this.#done) controller.abort(new Error('aborted'))
    // From here on, bytes may leave.
    else this.#request.progress.stage = 'sent'
  }

  onResponseStart(
    controller: Controller,
    statusCode: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (statusCode < 200 || this.#done) return
    const flat = flatten(headers)
    this.#body = new IncomingBody(controller, flat)
    this.#resolve({ status: statusCode, headers: flat, body: this.#body })
  }

  onResponseData(_controller: Controller, chunk: Buffer): void {
    this.#body?.push(chunk)
  }

  onResponseEnd(): void {
    if (this.#done) return
    this.#done = true
    this.#unlisten?.()
    this.#body?.end()
    this.onDone?.(true)
  }

  onResponseError(_controller: Controller | undefined, error: Error): void {
    if (!this.#done) this.#end(error)
  }

  #end(cause: unknown): void {
    this.#done = true
    this.#unlisten?.()
    this.#reject(cause)
    this.#body?.fail(cause)
    this.onDone?.(false)
  }
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  for (const name in headers) {
    const value = headers[name]
    if (Array.isArray(value)) headers[name] = value.join(', ')
  }
  return headers as Record<string, string>
}
