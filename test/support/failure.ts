import type { StackError } from '../../src/core/errors.js'

/** The error of what must fail. */
export async function failureOf(promise: PromiseLike<unknown>): Promise<StackError> {
  try {
    await promise
  } catch (error) {
    return error as StackError
  }
  throw new Error('it did not fail')
}
