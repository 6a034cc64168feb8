const MASK = '[redacted]'

/** Names whose values are secrets wherever they stand: headers, form fields, query keys, JSON keys. */
const SECRET_NAME =
  /^(authorization|proxy-authorization|cookie|set-cookie|macaroons?|.*password.*|.*passwd.*|.*_pass|credentials|.*secret.*|api[-_]?key|access[-_]?key(_id)?|.*token.*|signature|oauth_.*|maas-oauth|private[-_]?key|key_pem|.*registration[-_]key.*|user_data|x-api-key)$/i

/** Whether a header, field or key of this name holds a secret. */
export const isSecretName = (name: string): boolean => SECRET_NAME.test(name)

/**
 * Takes secrets out of text: those it was told of, in every spelling that a server or a library may echo them in, and those that
 * their names give away. A client has one; what it builds, logs or emits goes through it first.
 */
export class Redactor {
  #spellings: string[] = []

  /** Tells it a secret. Shorter than four characters are left alone: masking them would garble everything. */
  add(...secrets: (string | undefined)[]): void {
    for (const secret of secrets) {
      if (secret === undefined || secret.length < 4) continue
      for (const spelling of spellingsOf(secret)) if (!this.#spellings.includes(spelling)) this.#spellings.push(spelling)
    }
    // The longest first, so that a secret inside another does not leave the rest of it behind.
    this.#spellings.sort((a, b) => b.length - a.length)
  }

  /** The text without the secrets. */
  text(text: string): string {
    let clean = text
    for (const spelling of this.#spellings) if (clean.includes(spelling)) clean = clean.replaceAll(spelling, MASK)
    return clean.includes('=') || clean.includes('"') || clean.includes(':') || clean.includes('@') ? maskNamed(clean) : clean
  }

  /** A copy of plain data without the secrets: by value, and by the name of the key. */
  value(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return this.text(value)
    if (typeof value !== 'object' || value === null) return value
    if (depth > 8) return '[deep]'
    if (Array.isArray(value)) return value.map((item) => this.value(item, depth + 1))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        this.text(key),
        isSecretName(key) && item !== null && item !== '' ? MASK : this.value(item, depth + 1),
      ]),
    )
  }

  /** A cause that is safe to keep: name, code and message of an error, its own causes, nothing else. */
  cause(cause: unknown, depth = 0): unknown {
    if (!(cause instanceof Error)) return this.value(cause)
    const clean = new Error(this.text(cause.message))
    clean.name = cause.name
    clean.stack = this.text(cause.stack ?? '')
    if ('code' in cause) Object.assign(clean, { code: cause.code })
    if (cause.cause !== undefined && depth < 4) clean.cause = this.cause(cause.cause, depth + 1)
    if (cause instanceof AggregateError) Object.assign(clean, { errors: cause.errors.map((error) => this.cause(error, depth + 1)) })
    return clean
  }
}

function spellingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8')
  const json = JSON.stringify(secret).slice(1, -1)
  const form = new URLSearchParams({ '': secret }).toString().slice(1)
  return [secret, json, encodeURIComponent(secret), form, bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')]
}

/** name=value, "name": "value", name: value and user:password@host, where the name or the place gives the secret away. */
function maskNamed(text: string): string {
  return text
    .replaceAll(/(\/\/[^\s/@:]*):[^\s/@]+@/g, `$1:${MASK}@`)
    .replaceAll(/("?)([\w-]+)\1(\s*[:=]\s*)("(?:[^"\\]|\\.)*"|[^\s"&,;]+)/g, (all: string, quote: string, name: string, sep: string, value: string) =>
      isSecretName(name) && value !== 'null' && value !== '""' && value !== MASK && !value.startsWith(`"${MASK}`)
        ? `${quote}${name}${quote}${sep}${value.startsWith('"') ? `"${MASK}"` : MASK}`
        : all,
    )
}
