import { captureStack, StackError } from './base.js'

/**
 * An error after a change that was made, for the one who asked for the change: it has happened, or may have.
 *
 * @param facts about what was changed; without secrets
 */
export function afterChange(error: unknown, facts: Readonly<Record<string, string>> = {}): unknown {
  if (!(error instanceof StackError)) return error
  Object.defineProperty(error, 'mayHaveHappened', { value: true })
  const lines = Object.entries(facts).map(([name, fact]) => `\n  ${name}: ${fact}`)
  if (lines.length === 0) return error
  Object.defineProperty(error, 'facts', { value: { ...error.facts, ...facts } })
  Object.defineProperty(error, 'message', {
    value: error.message.replace('\n  docs: ', () => `${lines.join('')}\n  docs: `),
  })
  return error
}

/**
 * A copy of an error that several callers get, for one of them: its operation is what this caller called, also in its first line, and its
 * stack is the present one. What is no `StackError` is returned as it is.
 */
export function withOperation(error: unknown, operation: string): unknown {
  if (!(error instanceof StackError)) return error
  const { stack: _stack, ...own } = Object.getOwnPropertyDescriptors(error)
  const copy = Object.setPrototypeOf(new Error(), Object.getPrototypeOf(error) as object) as StackError
  Object.defineProperties(copy, own)
  Object.defineProperty(copy, 'operation', { ...own.operation, value: operation })
  if (error.operation !== undefined)
    Object.defineProperty(copy, 'message', {
      ...own.message,
      value: error.message.replace(` ${error.operation} `, () => ` ${operation} `),
    })
  captureStack(copy, withOperation)
  return copy
}
