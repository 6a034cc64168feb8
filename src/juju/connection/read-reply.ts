import { completeReply, MisfitError } from '../../core/shape/complete.js'
import { NestedTooDeeply } from '../../core/shape/fits.js'
import type { Shapes } from '../../core/shape/shape.js'
import { type RpcRequest, unreadableError } from './request.js'

/**
 * A reply that differs from its shape, completed so that code can read it.
 *
 * @throws ConnectionError with reason `protocol` for a reply that cannot be read
 */
export function readReply(request: RpcRequest, shapes: Shapes, type: string, reply: unknown): unknown {
  try {
    return completeReply(shapes, type, reply, { version: request.version })
  } catch (error) {
    if (error instanceof NestedTooDeeply)
      throw unreadableError(request, 'the reply is nested too deeply', error)
    if (!(error instanceof MisfitError)) throw error
    const place = error.path === '' ? '' : ` at ${error.path}`
    throw unreadableError(request, `the reply cannot be read${place}: ${error.message}`, error)
  }
}
