// Exports of the shared layer in every product.
export * from './errors.js'
export type { Environment } from './env.js'
export type {
  ClientEvents,
  DriftEvent,
  Observable,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
} from './events.js'
export type { FormFile } from './http/body.js'
export type { Expects } from './http/call.js'
export {
  type HttpRequest,
  type HttpResponse,
  type RequestProgress,
  type RequestStage,
  type ResponseBody,
  type Transport,
  UnreadableBody,
} from './http/transport.js'
export type { HttpClientOptions, RequestOptions, RetryOptions, TlsOptions, ValidateMode } from './options.js'
export type { List, Page, PageCursor } from './list.js'
export type { Pending, Reply, ReplyInfo } from './reply.js'
export type { WaitOptions, WaitProgress } from './wait.js'
