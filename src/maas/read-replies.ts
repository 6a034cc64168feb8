import { UnreadableReplyError } from '../core/errors.js'

/** The verbs that change nothing; the others may have made their change before a reply could not be read. */
const ONLY_READS = /\.(waitFor|waitForPower|plan)$/

/**
 * Carries out what reads the fields of replies itself. Replies that differ from what is known are passed on, so a field may be absent.
 *
 * @throws UnreadableReplyError where one that is needed is absent, or of another type
 */
export async function readReplies<T>(operation: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new UnreadableReplyError({
      system: 'maas',
      operation,
      summary: `MAAS ${operation} failed: a reply lacks a field that is needed, or has another type there: ${error.message}`,
      hint: "Listen to the 'drift' event, or pass validate: 'strict', to see which",
      status: 0,
      attempts: 0,
      requestId: '',
      mayHaveHappened: !ONLY_READS.test(operation),
      cause: error,
    })
  }
}

/** A field of a reply that has to be text. */
export function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value
  throw new TypeError(`${name} is not text`)
}
