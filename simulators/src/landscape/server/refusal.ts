/** Thrown by a handler to answer with an error: `{error, message}` in both APIs (protocol.md section 7). */
export class Refusal extends Error {
  readonly status: number
  readonly error: string

  constructor(status: number, error: string, message: string) {
    super(message)
    this.status = status
    this.error = error
  }
}

/** 400 with an error code, as the signed API sends for nearly all errors (protocol.md section 7). */
export const refuse = (error: string, message: string): Refusal => new Refusal(400, error, message)
