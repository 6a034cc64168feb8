import { TextDecoder } from 'node:util'
import { pistonText } from '../replies/reply.js'
import { parseJson } from './json.js'
import { Params } from './params.js'
import { Refusal, refuse } from './refusal.js'

export interface UploadedFile {
  name: string
  filename: string
  content: Buffer
}

/**
 * A request body as MAAS's API layer sees it. `post` is for handlers that read the form only: a JSON body
 * leaves it empty, which is why such parameters are silently ignored.
 */
export interface Body {
  kind: 'form' | 'json' | 'opaque'
  post: Params
  files: UploadedFile[]
  raw: Buffer
  json?: unknown
}

/** Reads a body by its content type; `undefined` for a multipart body without a boundary, which closes the connection. */
export function readBody(contentType: string | undefined, raw: Buffer): Body | undefined {
  const type = contentType ?? ''
  if (type === '') return { kind: 'form', post: new Params(), files: [], raw }
  // The comparison is case-sensitive in 3.4.10: upper case falls through to "no data" (exchanges http).
  if (type.includes('application/x-www-form-urlencoded'))
    return { kind: 'form', post: urlencoded(type, raw), files: [], raw }
  if (type.startsWith('multipart/form-data')) return readMultipart(type, raw)
  if (type.startsWith('application/json'))
    return { kind: 'json', post: new Params(), files: [], raw, json: jsonOf(raw) }
  if (type.startsWith('application/x-yaml')) throw new Refusal(pistonText(400, 'Bad Request'))
  return { kind: 'opaque', post: new Params(), files: [], raw }
}

/** A form in the charset of its content type; one that is unknown is taken for UTF-8. */
function urlencoded(type: string, raw: Buffer): Params {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(type)?.[1] ?? 'utf-8'
  let decoder: TextDecoder
  try {
    decoder = new TextDecoder(charset)
  } catch {
    return Params.parse(raw.toString('utf8'))
  }
  if (decoder.encoding === 'utf-8') return Params.parse(raw.toString('utf8'))
  const textOf = (part: string): string => {
    const bytes = part
      .replaceAll('+', ' ')
      .replaceAll(/%([\da-f]{2})/gi, (_all, digits: string) =>
        String.fromCharCode(Number.parseInt(digits, 16)),
      )
    return decoder.decode(Buffer.from(bytes, 'latin1'))
  }
  const pairs = raw.toString('latin1').split('&').filter(Boolean)
  return new Params(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      return [textOf(name), textOf(value)]
    }),
  )
}

function jsonOf(raw: Buffer): unknown {
  try {
    return parseJson(raw.toString('utf8'))
  } catch {
    throw new Refusal(pistonText(400, 'Bad Request'))
  }
}

function readMultipart(type: string, raw: Buffer): Body | undefined {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/.exec(type)
  const name = boundary?.[1] ?? boundary?.[2]
  if (!name) return undefined
  const post = new Params()
  const files: UploadedFile[] = []
  const delimiter = `--${name}`
  // latin1 keeps every byte, so that positions in the text are positions in the buffer.
  const text = raw.toString('latin1')
  let start = text.indexOf(delimiter)
  while (start !== -1) {
    const next = text.indexOf(`\r\n${delimiter}`, start)
    if (next === -1) break
    addPart(text.slice(start + delimiter.length + 2, next), post, files)
    start = next + 2
  }
  return { kind: 'form', post, files, raw }
}

function addPart(part: string, post: Params, files: UploadedFile[]): void {
  const split = part.indexOf('\r\n\r\n')
  if (split === -1) return
  const head = part.slice(0, split)
  const name = /;\s*name="([^"]*)"/i.exec(head)?.[1]
  if (name === undefined) return
  let content = Buffer.from(part.slice(split + 4), 'latin1')
  // The `maas` command sends every part in base64.
  if (/content-transfer-encoding:\s*base64/i.test(head))
    content = Buffer.from(content.toString('latin1'), 'base64')
  const filename = /;\s*filename="([^"]*)"/i.exec(head)?.[1]
  const field = Buffer.from(name, 'latin1').toString('utf8')
  if (filename === undefined) post.append(field, content.toString('utf8'))
  else files.push({ name: field, filename, content })
}

/**
 * The fields that form-backed handlers see: the form itself, or the members of a JSON object.
 *
 * @throws Refusal 500 for JSON that is not an object, 400 `{}` for null and an unsupported content type.
 */
export function formData(body: Body): Params {
  if (body.kind === 'form') return body.post
  if (body.kind === 'opaque') throw emptyForm()
  const value = body.json
  if (value === null || value === undefined) throw emptyForm()
  if (typeof value !== 'object' || Array.isArray(value))
    throw refuse(500, `'${pythonType(value)}' object has no attribute 'items'`)
  const fields = new Params()
  for (const [name, member] of Object.entries(value)) {
    for (const item of Array.isArray(member) ? member : [member]) fields.append(name, pythonText(item))
  }
  return fields
}

function pythonType(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  return typeof value === 'boolean' ? 'bool' : 'str'
}

function emptyForm(): Refusal {
  return new Refusal({
    status: 400,
    body: '{}',
    contentType: 'application/json; charset=utf-8',
    origin: 'middleware',
  })
}

function pythonText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value === true) return 'True'
  if (value === false) return 'False'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
