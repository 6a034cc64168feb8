import { type Span, spanOf, type View } from './secret-spellings.js'

/** Replaces a secret. */
export const MASK = '[redacted]'

/** Names whose values are secrets: headers, form fields, query keys, JSON keys. */
const SECRET_NAME =
  /^(authorization|proxy-authorization|cookie|set-cookie|macaroons?|credentials|api[-_]?key|access[-_]?key(_id)?|signature|maas-oauth|private[-_]?key|key_pem|user_data|x-api-key)$|^oauth_|_pass$|password|passwd|secret|token|registration[-_]key/i

/** Headers whose value extends to the end of the line: a scheme and a token, or several cookies. */
const WHOLE_LINE = /^(authorization|proxy-authorization|cookie|set-cookie)$/i

/** Whether a header, field or key of this name holds a secret. */
export const isSecretName = (name: string): boolean => SECRET_NAME.test(name)

/** Whether the value of a secret name cannot be a secret: it is absent, empty or a boolean. */
export const isHarmless = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || typeof value === 'boolean'

/** What every secret name contains: texts without it need no closer look. */
const MARK =
  /authorization|cookie|macaroon|credentials|key|signature|maas-oauth|oauth_|user_data|_pass|passw|secret|token/gi
/** From a mark, the rest of the name, its quote, and the separator before its value. */
const REST = /([\w-]*)("?\s*[:=]\s*)?/y
const IN_NAME = /[\w-]/
const DOUBLE_QUOTED = /"(?:[^"\\]|\\.)*(?:"|$)/sy
const SINGLE_QUOTED = /'(?:[^'\\\n]|\\.)*'/y
const WORD = /[^\s"&,;]+/y
const JSON_WORD = /[^\s",\]}]+/y
const LINE = /(?:="[^"\r\n]*"|[^\r\n"])+/y

/** Words that may have an address in them, and the part of one that begins a user and password; a port is no password. */
const WORDS = /[^\s"'<>]+/g
const USER = /\/\/[^/@:]*:(?!\d{1,5}[/?#])/

/** `signature: method=GET` is the kind of a request, and no signature of one. */
const isNoSignature = (name: string, value: string): boolean =>
  name.toLowerCase() === 'signature' && /^method=[A-Z]+$/.test(value)

/**
 * Adds the values of secret names in name=value, "name": "value" and name: value to `spans`, and the password in user:password@host.
 *
 * @param isOriginal whether it is the text itself, whose quotes are kept in balance
 */
export function findNamed(view: View, isOriginal: boolean, spans: Span[]): void {
  const { text } = view
  const add = (start: number, end: number, quoted = false): void => {
    if (end > start)
      spans.push({ ...spanOf(view, start, end), ...(quoted && isOriginal ? { text: `"${MASK}"` } : {}) })
  }
  if (!/[:=]/.test(text)) return
  if (text.includes('@'))
    for (const { 0: word, index } of text.matchAll(WORDS)) {
      const end = word.lastIndexOf('@')
      const user = end < 0 ? null : USER.exec(word)
      if (user !== null) add(index + user.index + user[0].length, index + end)
    }
  MARK.lastIndex = 0
  for (let read = 0, mark = MARK.exec(text); mark !== null; mark = MARK.exec(text)) {
    let first = mark.index
    while (first > read && IN_NAME.test(text[first - 1] as string)) first--
    REST.lastIndex = first
    const [all, name = '', separator] = REST.exec(text) as RegExpExecArray
    read = MARK.lastIndex = first + all.length
    if (separator === undefined || !isSecretName(name)) continue
    const start = read
    const value = valueAt(text, start, name, separator)
    if (value === undefined || isNoSignature(name, value)) continue
    const end = (read = MARK.lastIndex = start + value.length)
    const quote = value[0] as string
    if (quote === '"' || quote === "'")
      add(start + 1, value.length > 1 && value.endsWith(quote) ? end - 1 : end)
    else add(start, end, separator.startsWith('"') || quote === '[' || quote === '{')
  }
}

/** The value that begins here, if it needs masking. */
function valueAt(text: string, start: number, name: string, separator: string): string | undefined {
  if (text.startsWith(MASK, start) || text.startsWith(`"${MASK}`, start)) return undefined
  const first = text[start]
  if (first === '[' || first === '{') {
    const value = bracketed(text, start)
    return areSentences(value) ? undefined : value
  }
  const sticky = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = start
    return pattern.exec(text)?.[0]
  }
  if (first === '"') {
    const value = sticky(DOUBLE_QUOTED)
    return value === '""' ? undefined : value
  }
  if (WHOLE_LINE.test(name) && separator.trim() === ':') return sticky(LINE)
  const value =
    (first === "'" ? sticky(SINGLE_QUOTED) : undefined) ??
    sticky(separator.startsWith('"') ? JSON_WORD : WORD)
  if (value === undefined || value === "''" || /^(null|true|false|none)[\]}]*$/i.test(value)) return undefined
  // "password: This field is required" is a sentence about the field.
  const after = text.slice(start + value.length, start + value.length + 2)
  return separator.includes(':') &&
    /\s$/.test(separator) &&
    /^[A-Z]?[a-z']+$/.test(value) &&
    /^ \w/.test(after)
    ? undefined
    : value
}

/** From a bracket to its closing bracket, or to the end of the text. */
function bracketed(text: string, start: number): string {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const char = text[at]
    if (char === '"') {
      DOUBLE_QUOTED.lastIndex = at
      at += (DOUBLE_QUOTED.exec(text)?.[0].length ?? 1) - 1
    } else if (char === '[' || char === '{') depth++
    else if ((char === ']' || char === '}') && --depth === 0) return text.slice(start, at + 1)
  }
  return text.slice(start)
}

/** Whether it is a list of sentences, such as the messages about a field. */
function areSentences(value: string): boolean {
  try {
    const list: unknown = JSON.parse(value)
    return Array.isArray(list) && list.every((item) => typeof item === 'string' && /\S\s+\S+\s+\S/.test(item))
  } catch {
    return false
  }
}
