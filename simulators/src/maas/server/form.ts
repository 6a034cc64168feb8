import type { Params } from './params.js'
import { type FieldErrors, invalid } from './refusal.js'

export const required = 'This field is required.'
export const unknownChoice = 'Select a valid choice. That choice is not one of the available choices.'

/** Collects the error messages of a form and throws them together. */
export class Form {
  readonly errors: FieldErrors = {}

  constructor(readonly data: Params) {}

  add(field: string, message: string): void {
    this.errors[field] = [...(this.errors[field] ?? []), message]
  }

  /** The trimmed value; undefined when the field was not sent. */
  text(field: string): string | undefined {
    return this.data.get(field)?.trim()
  }

  /** The value sent, or else the current one: absent fields of an update keep their value. */
  or(field: string, current: string | undefined): string {
    return this.text(field) ?? current ?? ''
  }

  /** An integer within bounds; undefined when it is absent, empty or wrong. */
  whole(field: string, { min = -Infinity, max = Infinity } = {}): number | undefined {
    const value = this.text(field)
    if (!value) return undefined
    if (!/^[-+]?\d+$/.test(value)) {
      this.add(field, 'Enter a whole number.')
      return undefined
    }
    const number = Number(value)
    if (number < min) this.add(field, `Ensure this value is greater than or equal to ${min}.`)
    else if (number > max) this.add(field, `Ensure this value is less than or equal to ${max}.`)
    else return number
    return undefined
  }

  /** One of several choices; the error message lists them. */
  oneOf<T extends string>(field: string, choices: readonly T[]): T | undefined {
    const value = this.text(field)
    if (!value) return undefined
    const found = choices.find((choice) => choice === value)
    if (found === undefined) {
      this.add(
        field,
        `'${value}' is not a valid ${field}.  It should be one of: ${choices.map((choice) => `'${choice}'`).join(', ')}.`,
      )
    }
    return found
  }

  /** An object by its id; the error message is the one for an unknown choice. */
  choice<T extends { id: number }>(field: string, all: readonly T[]): T | undefined {
    const value = this.text(field)
    if (!value) return undefined
    const found = all.find((item) => String(item.id) === value)
    if (!found) this.add(field, unknownChoice)
    return found
  }

  need(field: string): void {
    if (!this.text(field)) this.add(field, required)
  }

  /** @throws Refusal 400 when there are messages. */
  check(): void {
    if (Object.keys(this.errors).length > 0) throw invalid(this.errors)
  }
}
