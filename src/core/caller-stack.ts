import { captureStack, StackError } from './errors/base.js'

/**
 * Replaces the stack of an error by that of the async functions which await the present one. The stack of an error that comes from the
 * event of a socket or a timer shows only that event. Nothing changes where nobody is awaiting.
 */
export function traceToCaller(error: unknown): void {
  if (!(error instanceof StackError)) return
  const { stack } = error
  captureStack(error, traceToCaller)
  if (!/^ +at async /m.test(error.stack ?? '')) Object.defineProperty(error, 'stack', { value: stack })
}

/** A promise that rejects with an error whose stack shows who awaits the promise that is resolved with this one. */
export async function rejection(reason: unknown): Promise<never> {
  // A promise subscribes to the one that it is resolved with after a turn of the microtask queue: V8 knows the awaiter only then.
  await Promise.resolve()
  await Promise.resolve()
  traceToCaller(reason)
  throw reason
}
