import type { StackError } from '../../src/core/errors.js'

/** Returns the error of a promise that must reject. */
export async function failureOf(promise: PromiseLike<unknown>): Promise<StackError> {
  try {
    await promise
  } catch (error) {
    return error as StackError
  }
  throw new Error('it did not fail')
}
