import { isSecretName, MASK, maskNamed, isHarmless } from './secret-names.js'

/** Shorter secrets are not masked: they match parts of ordinary words. */
const SHORTEST = 4
/** Deeper data is dropped. */
const DEEPEST = 8

/**
 * Removes secrets from text: those that were added, in every encoding in which a server or a library may echo them, and the values of
 * names that mark a secret. A client has one; everything that it builds, logs or emits goes through it first.
 */
export class Redactor {
  #spellings: string[] = []

  /** Adds secrets; those of less than four characters are not masked. */
  add(...secrets: (string | undefined)[]): void {
    const known = new Set(this.#spellings)
    for (const secret of secrets)
      if (secret !== undefined && secret.length >= SHORTEST)
        for (const spelling of spellingsOf(secret)) known.add(spelling)
    // Longest first: a secret inside another must not leave the rest of it unmasked.
    this.#spellings = [...known].toSorted((a, b) => b.length - a.length)
  }

  /** The text with its secrets masked. */
  text(text: string): string {
    let clean = text
    for (const spelling of this.#spellings)
      if (clean.includes(spelling)) clean = clean.replaceAll(spelling, MASK)
    return clean.includes('=') || clean.includes(':') ? maskNamed(clean) : clean
  }

  /** A copy of plain data with secrets masked, by value and by key. */
  value(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return this.text(value)
    if (typeof value !== 'object' || value === null) return value
    if (depth > DEEPEST) return '[deep]'
    if (Array.isArray(value)) return value.map((item) => this.value(item, depth + 1))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        this.text(key),
        isSecretName(key) && !isHarmless(item) ? MASK : this.value(item, depth + 1),
      ]),
    )
  }

  /** A safe copy of a cause: name, code, message and stack of an error and of its causes, nothing else. */
  cause(cause: unknown, depth = 0): unknown {
    if (!(cause instanceof Error)) return this.value(cause)
    const clean = new Error(this.text(cause.message))
    clean.name = cause.name
    clean.stack = this.text(cause.stack ?? '')
    if ('code' in cause) Object.assign(clean, { code: this.value(cause.code) })
    if (depth >= DEEPEST) return clean
    if (cause.cause !== undefined) clean.cause = this.cause(cause.cause, depth + 1)
    if (cause instanceof AggregateError)
      Object.assign(clean, { errors: cause.errors.map((error) => this.cause(error, depth + 1)) })
    return clean
  }
}

/** Plain; URL-encoded by JavaScript, forms and OAuth (RFC 3986), in lower case, and twice; in JSON, also Python's; in HTML; base64 and hex. */
function spellingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8')
  const json = JSON.stringify(secret).slice(1, -1)
  const ascii = json.replaceAll(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  const form = new URLSearchParams({ '': secret }).toString().slice(1)
  // From the bytes: encodeURIComponent refuses a lone surrogate.
  const uri = encodeURIComponent(bytes.toString())
  const oauth = uri.replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
  const encoded = [uri, oauth, form]
  const small = encoded.map((text) => text.replaceAll(/%[\dA-F]{2}/g, (code) => code.toLowerCase()))
  const html = secret
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
  const quotes = ["'", '&#x27;', '&#39;'].map((quote) => html.replaceAll("'", quote))
  return [
    secret,
    json,
    ascii,
    ...encoded,
    ...small,
    encodeURIComponent(oauth),
    ...quotes,
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ]
}
