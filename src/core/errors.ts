import type { BulkError } from './errors/bulk.js'
import type { ConfigurationError } from './errors/configuration.js'
import type { AbortedError, ConnectionError, TimeoutError } from './errors/connection.js'
import type {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ResponseError,
  ServerError,
  UnreadableReplyError,
} from './errors/response.js'
import type { RpcError } from './errors/rpc.js'
import type { ValidationError } from './errors/validation.js'
import type { WaitFailedError, WaitTimeoutError } from './errors/wait.js'

export { StackError, type StackErrorDetails, type System } from './errors/base.js'
export * from './errors/bulk.js'
export * from './errors/configuration.js'
export * from './errors/connection.js'
export * from './errors/reason.js'
export * from './errors/response.js'
export * from './errors/rpc.js'
export * from './errors/validation.js'
export * from './errors/wait.js'

/** Every code that a {@link StackError} can have: a closed set, for an exhaustive `switch`. */
export type ErrorCode = AnyStackError['code']

/** Every error class of the package as a union discriminated by `code`. */
export type AnyStackError =
  | ConfigurationError
  | AbortedError
  | TimeoutError
  | ConnectionError
  | ResponseError
  | BadRequestError
  | AuthenticationError
  | PermissionError
  | NotFoundError
  | ConflictError
  | RateLimitError
  | ServerError
  | UnreadableReplyError
  | RpcError
  | BulkError
  | ValidationError
  | WaitTimeoutError
  | WaitFailedError
