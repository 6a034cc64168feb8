/** A file of a multipart form. */
export interface FormFile {
  filename: string
  content: string | Uint8Array
  /** @default 'application/octet-stream' */
  type?: string
}

/** The body of a request and its type. It can be sent again unless it is a stream. */
export interface RequestBody {
  content: string | Uint8Array | AsyncIterable<Uint8Array>
  /** Absent if the length is unknown. */
  length?: number
  type: string
}

export const isFormFile = (value: unknown): value is FormFile =>
  typeof value === 'object' && value !== null && 'filename' in value && 'content' in value

export const isStream = (body: RequestBody | undefined): boolean =>
  body !== undefined && typeof body.content !== 'string' && !(body.content instanceof Uint8Array)

/** Encodes names and values as `application/x-www-form-urlencoded`. */
export function urlencoded(entries: readonly (readonly [string, string])[]): RequestBody {
  const content = new URLSearchParams(entries as [string, string][]).toString()
  return { content, length: content.length, type: 'application/x-www-form-urlencoded' }
}

/** Encodes names, values and files as `multipart/form-data`. Does not use `FormData`: undici sends a global one as "[object FormData]". */
export function multipart(entries: readonly (readonly [string, string | FormFile])[]): RequestBody {
  // 100 random bits, so that no content contains the boundary.
  const boundary = `canonical-stack-${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`
  const parts: Uint8Array[] = []
  for (const [name, value] of entries) {
    const file = isFormFile(value) ? `; filename="${escape(value.filename)}"` : ''
    const type = isFormFile(value) ? `Content-Type: ${value.type ?? 'application/octet-stream'}\r\n` : ''
    parts.push(
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${escape(name)}"${file}\r\n${type}\r\n`,
      ),
    )
    parts.push(Buffer.from(isFormFile(value) ? value.content : value), Buffer.from('\r\n'))
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`))
  const content = Buffer.concat(parts)
  return { content, length: content.byteLength, type: `multipart/form-data; boundary=${boundary}` }
}

export function json(value: unknown): RequestBody {
  const content = JSON.stringify(value)
  return { content, length: Buffer.byteLength(content), type: 'application/json' }
}

export function raw(content: RequestBody['content'], type: string): RequestBody {
  return {
    content,
    type,
    ...(typeof content === 'string' || content instanceof Uint8Array
      ? { length: Buffer.byteLength(content) }
      : {}),
  }
}

/** Escapes names and file names as WHATWG's multipart encoding does. */
const escape = (text: string): string =>
  text.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22')
