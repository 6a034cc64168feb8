import type { Cancellation } from './cancellation.js'
import type { HttpRequest, RequestProgress } from './transport.js'

/** A request for the transport. Its signal is created only for transports that read it. */
export class Outgoing implements HttpRequest {
  constructor(
    readonly method: string,
    readonly url: string,
    readonly headers: Record<string, string>,
    readonly body: HttpRequest['body'],
    readonly cancellation: Cancellation,
    readonly progress: RequestProgress,
  ) {}

  get signal(): AbortSignal {
    return this.cancellation.signal
  }
}
