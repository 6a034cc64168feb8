import { pythonJson } from './json.js'
import { pistonText, type Reply } from '../replies/reply.js'

const json = 'application/json; charset=utf-8'
const text = 'text/plain; charset=utf-8'

/** Thrown by an operation to answer with an error reply. */
export class Refusal extends Error {
  constructor(readonly reply: Reply) {
    super(typeof reply.body === 'string' ? reply.body : `status ${reply.status}`)
    this.name = 'Refusal'
  }
}

/** Status and plain text from the exception middleware, with extra headers where MAAS sends them. */
export function refuse(status: number, message: string, headers?: Record<string, string>): Refusal {
  return new Refusal({
    status,
    body: message,
    contentType: text,
    origin: 'middleware',
    ...(headers && { headers }),
  })
}

export type FieldErrors = Record<string, string[]>

/** 400 with a JSON object of messages by field, as an invalid form gives. */
export function invalid(errors: FieldErrors): Refusal {
  return new Refusal({ status: 400, body: pythonJson(errors), contentType: json, origin: 'middleware' })
}

/** 400 with the same object from the model's validation instead of a form: no charset in the content type. */
export function invalidModel(errors: FieldErrors): Refusal {
  return new Refusal({
    status: 400,
    body: pythonJson(errors),
    contentType: 'application/json',
    origin: 'middleware',
  })
}

/** 404 `No X matches the given query.` */
export function notFound(model: string): Refusal {
  return new Refusal(pistonText(404, `No ${model} matches the given query.`))
}

/** 403 with an empty body: the machine is locked or belongs to another user. */
export const forbidden = (): Refusal => refuse(403, '')

export const adminOnly = (): Refusal => refuse(403, 'This method is reserved for admin users.')
