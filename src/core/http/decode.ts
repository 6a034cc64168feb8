import { describeValue } from '../shape/explain.js'
import { fitsOf, isOfKind } from '../shape/fits.js'
import { describeType, parseType } from '../shape/type.js'
import type { HttpCall } from './call.js'
import { isRedirect } from './redirect.js'
import { UnreadableBody } from './transport.js'

/** Types of bodies that are text, apart from `text/*`. */
const TEXT_TYPE =
  /^(text\/|application\/([\w.+-]*\+)?(json|xml|yaml|x-yaml|javascript|x-www-form-urlencoded)\b)/i
const JSON_TYPE = /^application\/([\w.+-]*\+)?json\b/i
const HTML_PAGE = /^\s*<(!doctype|html)/i

/** Rejects 300, 305 and the like, and 304 unless a person wrote the request, who may have asked for it. */
export function checkStatus({ expects }: HttpCall, status: number): void {
  if (status < 300 || isRedirect(status)) return
  if (status !== 304 || (expects !== 'any' && expects !== 'stream'))
    throw new UnreadableBody('the reply has no body for this request', 'Check any cache or proxy in between')
}

/**
 * Decodes a body of JSON. An empty one is null, unless the call has a reply that cannot be.
 *
 * @throws UnreadableBody
 */
export function decodeJson(text: string, { reply }: HttpCall): unknown {
  try {
    return JSON.parse(text)
  } catch {
    if (text.trim() !== '') throw notJson(text)
    if (reply === undefined || fitsOf(reply.shapes, reply.type)(null)) return null
    throw new UnreadableBody('the reply is empty', CHECK_URL)
  }
}

/**
 * Rejects a text, a number, a Boolean or null where the reply is an object or a list; lists have a check of their own.
 *
 * @throws UnreadableBody
 */
export function checkKind(data: unknown, { reply }: HttpCall): void {
  if (reply === undefined || reply.isList === true || (typeof data === 'object' && data !== null)) return
  const type = parseType(reply.type)
  if (isOfKind(type, reply.shapes, data)) return
  const text = typeof data === 'string' ? data : ''
  throw new UnreadableBody(
    `the reply is ${describeValue(data)} instead of ${describeType(type)}`,
    CHECK_URL,
    text,
  )
}

const CHECK_URL = 'Check that the URL of the client is that of the API, and any proxy in between'

/**
 * Decodes a body of text.
 *
 * @throws UnreadableBody for an HTML page, which no operation returns
 */
export function decodeText(text: string): string {
  if (HTML_PAGE.test(text)) throw htmlPage('text', text)
  return text
}

/**
 * Decodes the body of a request of a person: JSON, else text, else bytes, by its content type. Servers call JSON text, so JSON is tried
 * for any text.
 *
 * @throws UnreadableBody for a page of HTML, and for JSON that is cut off
 */
export function decodeAny(bytes: Uint8Array, contentType: string | undefined): unknown {
  if (bytes.byteLength === 0) return null
  if (contentType !== undefined && !TEXT_TYPE.test(contentType)) return bytes
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return bytes
  }
  try {
    return JSON.parse(text)
  } catch {
    if (text.trim() === '') return null
    if (HTML_PAGE.test(text)) throw htmlPage('data', text)
    if (contentType === undefined ? /^\s*[{["]/.test(text) : JSON_TYPE.test(contentType)) throw notJson(text)
    return text
  }
}

const notJson = (text: string): UnreadableBody =>
  HTML_PAGE.test(text)
    ? htmlPage('JSON', text)
    : new UnreadableBody(
        'the reply is not complete JSON',
        'The reply may have been cut off: check the server, and any proxy in between',
        text,
      )

const htmlPage = (expected: string, text: string): UnreadableBody =>
  new UnreadableBody(
    `the reply is an HTML page instead of ${expected}`,
    'Check the URL of the client, and any proxy or login page in front of the server',
    text,
  )
