/** An error reply of the simulated server: both surfaces answer `{error, message}` (protocol.md section 7). */
export class Refusal extends Error {
  readonly status: number
  readonly error: string

  constructor(status: number, error: string, message: string) {
    super(message)
    this.status = status
    this.error = error
  }
}

/** 400 with a domain code: how the signed API refuses nearly everything (protocol.md section 7). */
export const refuse = (error: string, message: string): Refusal => new Refusal(400, error, message)
