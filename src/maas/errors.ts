import type { ResponseError } from '../core/errors.js'
import type { FailedResponse } from '../core/http/call.js'
import { failureLine, hintOfStatus, responseError } from '../core/http/status.js'
import { hintFor, isPassing, isUnsupported } from './hints.js'

/** The message of a failed reply. */
interface ServerMessage {
  /** In one line; may be empty. */
  text: string
  fieldErrors?: Record<string, string[]> | undefined
}

/** The error of a failed reply, with MAAS's message and what to do. */
export function classify(failed: FailedResponse): ResponseError {
  const { call, status, details } = failed
  const text = withoutBaseString(failed.text)
  const isHtml = /^\s*<(!doctype|html)/i.test(text)
  const message: ServerMessage = isHtml ? { text: titleOf(text) } : readBody(text)
  const failure = { ...failed, text, message: message.text, isHtml }
  return responseError({
    ...details,
    summary: failureLine(`MAAS ${call.operation}`, status, details.redactor.text(message.text).slice(0, 500)),
    hint: hintFor(failure) ?? hintOfStatus(status),
    isRetryable: details.isRetryable || isPassing(failure),
    isUnsupported: isUnsupported(failure),
    fieldErrors: message.fieldErrors,
    body: text,
  })
}

/** A 401 for a wrong signature quotes the correct one, which contains the secret of the key on the server. */
const withoutBaseString = (text: string): string =>
  text.replace(/(signature base string:).*/s, '$1 [redacted]')

/** Field errors, `__all__`, an array, or text. The content type is not reliable. */
function readBody(text: string): ServerMessage {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return { text: text.trim() }
  }
  if (typeof body === 'string') return { text: body }
  if (Array.isArray(body)) return { text: body.map(textOf).join(' ') }
  if (typeof body !== 'object' || body === null) return { text: text.trim() }
  const fieldErrors = Object.fromEntries(
    Object.entries(body).map(([field, value]) => [field, [value].flat().map(textOf)]),
  )
  const parts = Object.entries(fieldErrors).map(([field, messages]) =>
    field === '__all__' ? messages.join(' ') : `${field}: ${messages.join(' ')}`,
  )
  return { text: parts.join('; '), fieldErrors }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const titleOf = (html: string): string => /<title>([^<]*)<\/title>/i.exec(html)?.[1]?.trim() ?? 'an HTML page'
