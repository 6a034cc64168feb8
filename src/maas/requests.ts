import { checkFields, checkType, type Form } from '../core/arguments.js'
import { ConfigurationError } from '../core/errors.js'
import type { FormFile } from '../core/http/body.js'
import type { Expects, HttpCall, PreparedRequest } from '../core/http/call.js'
import { isIdempotentRequest } from '../core/http/executor.js'
import type { PathArguments, RestOperation } from '../core/operations.js'
import type { Shapes } from '../core/shape/shape.js'
import type { Signer } from './auth.js'
import { type Encoded, encode, encodeRaw } from './encode.js'
import { operationAt } from './known-operations.js'
import { nounOfPath } from './nouns.js'

/** The request of `MaasClient.request`. */
export interface MaasRequest {
  /** MAAS's `?op=`. */
  op?: string
  /** Parameters in the URL; an array repeats its name. */
  query?: Readonly<Record<string, unknown>>
  /** Fields of the body; an array repeats its name. */
  form?: Readonly<Record<string, unknown>>
  /** Files of the body by field; the body is then sent as multipart. */
  files?: Readonly<Record<string, FormFile>>
  /** A body instead of a form, such as a chunk of an image. */
  body?: { content: string | Uint8Array; type: string }
  /**
   * How the reply is read.
   * @default 'any'
   */
  expects?: Expects
}

const requestForm: Form<MaasRequest> = {
  op: 'string',
  query: 'object',
  form: 'object',
  files: 'map<file>',
  body: 'object',
  expects: 'enum(json|text|bytes|any|stream)',
}

interface SignedRequest extends Pick<
  HttpCall,
  'operation' | 'method' | 'expects' | 'idempotent' | 'params' | 'facts'
> {
  noun: () => string
  anonymous?: boolean | undefined
}

/** Builds the requests of API 2.0; signs each try. */
export class MaasRequests {
  readonly #signer: Signer
  readonly #root: string
  readonly #rootPath: string

  /** @param root URL of the API, with its last slash */
  constructor(signer: Signer, root: URL) {
    this.#signer = signer
    this.#root = root.href
    this.#rootPath = root.pathname
  }

  /** The request of a known operation. */
  describe(operation: RestOperation, path: PathArguments, params: object, shapes: Shapes): HttpCall {
    const { id, method, expects = 'json', anonymous } = operation
    return this.#call(
      {
        operation: id,
        method,
        expects,
        idempotent: isIdempotentRequest(operation),
        noun: () => nounOfPath(operation.path),
        anonymous,
      },
      encode(operation, path, params, shapes),
    )
  }

  /** Any request, by its path. */
  raw(method: string, path: string, request: MaasRequest): HttpCall {
    checkType('maas', 'request', 'method', 'string', method)
    checkType('maas', 'request', 'path', 'string', path)
    checkFields('maas', 'request', requestForm, request)
    const { op, query = {}, form = {}, files = {}, body, expects = 'any' } = request
    const verb = method.toUpperCase()
    // MAAS returns absolute paths in its replies.
    const below = path.startsWith(this.#rootPath)
      ? path.slice(this.#rootPath.length)
      : path.replace(/^\/+/, '')
    const id = `${verb} ${below.replace(/\?.*/s, '')}`
    if (/^[a-z]+:\/\//i.test(path))
      throw new ConfigurationError({
        system: 'maas',
        operation: id,
        summary: 'MAAS request() takes a path, got a URL',
        hint: 'Omit the host: credentials are only sent to the url of the client',
      })
    const encoded = encodeRaw(id, below, op, query, { ...form, ...files })
    const idempotent = ['GET', 'HEAD', 'PUT', 'DELETE'].includes(verb)
    return this.#call(
      {
        operation: id,
        method: verb,
        expects,
        idempotent,
        noun: () => nounOfPath(below),
        params: request,
        facts: () => operationAt(verb, below, op),
      },
      body === undefined ? encoded : { path: encoded.path, body },
    )
  }

  #call(request: SignedRequest, { path, body }: Encoded): HttpCall {
    // Field by field: copies of all of an object took half of the time of a call.
    const { operation, method, idempotent, expects, noun, params, facts, anonymous = false } = request
    const url = this.#root + path
    const queryAt = url.indexOf('?')
    const signed = (authorization: string): PreparedRequest => ({ url, headers: { authorization }, body })
    return {
      operation,
      method,
      idempotent,
      expects,
      noun,
      params,
      facts,
      reply: undefined,
      target: queryAt < 0 ? url : url.slice(0, queryAt),
      prepare: () => {
        if (anonymous) return { url, headers: {}, body }
        const header = this.#signer.sign()
        return typeof header === 'string' ? signed(header) : header.then(signed)
      },
    }
  }
}
