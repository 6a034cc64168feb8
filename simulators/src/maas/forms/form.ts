import type { Params } from '../server/params.js'
import { type FieldErrors, invalid } from '../server/refusal.js'

/** Thrown by a field that refuses its value. */
export class Invalid extends Error {
  override readonly name = 'Invalid'
  readonly messages: string[]

  constructor(...messages: string[]) {
    super(messages.join(' '))
    this.messages = messages
  }
}

/** What a form knows of one of its fields: how a value is read and what holds where none is given. */
export interface Field<T> {
  /** The value in a new object when nothing was sent. */
  readonly fallback: T
  /**
   * Reads the values sent, none for an absent field. Undefined means that nothing was given: an existing object keeps what it has.
   *
   * @throws Invalid
   */
  read(sent: readonly string[]): T | undefined
}

export type Fields = Record<string, Field<unknown>>
export type Values<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never }

/** A form while it is checked: the values of the fields that are right, and the messages so far. */
export class Reading<F extends Fields> {
  readonly errors: FieldErrors = {}

  constructor(
    readonly data: Params,
    readonly values: Partial<Values<F>>,
  ) {}

  fail(field: string, ...messages: string[]): void {
    this.errors[field] = [...(this.errors[field] ?? []), ...messages]
  }

  isRight(...fields: string[]): boolean {
    return fields.every((field) => !(field in this.errors))
  }
}

interface Options<F extends Fields> {
  /** The object that the form changes: fields that are absent keep its values and are not checked. */
  current?: Partial<Values<F>> | undefined
  /** Rules across fields; also told when fields are wrong. */
  clean?: (form: Reading<F>) => void
  /** How the messages are sent. */
  refuse?: (errors: FieldErrors) => Error
}

/**
 * Reads a form by its fields.
 *
 * @throws Refusal 400 with the messages of all fields and rules together.
 */
export function readForm<F extends Fields>(
  data: Params,
  fields: F,
  { current, clean, refuse = invalid }: Options<F> = {},
): Values<F> {
  const values: Record<string, unknown> = {}
  const form = new Reading<F>(data, values as Partial<Values<F>>)
  for (const [name, field] of Object.entries(fields)) {
    const kept = current && name in current ? current[name] : field.fallback
    try {
      const value = current && !data.has(name) ? undefined : field.read(data.all(name))
      values[name] = value === undefined ? kept : value
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      form.fail(name, ...error.messages)
    }
  }
  clean?.(form)
  if (Object.keys(form.errors).length > 0) throw refuse(form.errors)
  return values as Values<F>
}
