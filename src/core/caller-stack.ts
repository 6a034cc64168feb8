import { captureStack, StackError } from './errors/base.js'

/**
 * Replaces the stack of an error by that of the async functions that await the current one. An error raised in a socket or timer event
 * otherwise shows only that event. Keeps the stack if no function is awaiting.
 */
export function traceToCaller(error: unknown): void {
  if (!(error instanceof StackError)) return
  const { stack } = error
  captureStack(error, traceToCaller)
  if (!/^ +at async /m.test(error.stack ?? '')) Object.defineProperty(error, 'stack', { value: stack })
}

/** Returns a promise that rejects with `reason`, whose stack then includes the functions that await the outer promise. */
export async function rejection(reason: unknown): Promise<never> {
  // A promise subscribes to the one it is resolved with one microtask later; only then does V8 know the awaiting function.
  await Promise.resolve()
  await Promise.resolve()
  traceToCaller(reason)
  throw reason
}
