import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'yaml'
import type { FaultInjector } from '../../faults.js'
import { lookup } from '../../lookup.js'
import { closeServer, listenOnLoopback } from '../../loopback.js'
import { resources } from '../handlers/index.js'
import { authenticate as passwordLogin } from '../handlers/users.js'
import { emit, pistonText, type Reply } from '../replies/reply.js'
import type { User } from '../state/types.js'
import { readBody } from './body.js'
import type { MaasContext } from './context.js'
import { Description } from './describe.js'
import { landingPage, openApi } from './openapi.js'
import { Params } from './params.js'
import { Refusal, refuse } from './refusal.js'
import { servedBy } from './served.js'
import { allowedMethods, type Exchange, type Match, Router } from './router.js'

const apiPrefix = '/MAAS/api/2.0/'
const headerLimit = 16_384

const plain = (status: number, body: string, contentType = 'text/plain; charset=utf-8'): Reply => ({
  status,
  body,
  contentType,
  origin: 'bare',
})

/** The HTTP server of a region. */
export class MaasServer {
  readonly #router: Router
  readonly #description: Description
  // The limit of MAAS is checked by hand: it has two kinds of replies that Node's own check does not have.
  readonly #server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    this.faults
      .intercept(request, response)
      .then((done) => (done ? undefined : this.#handle(request, response)))
      .catch(() => request.socket.destroy())
  })

  constructor(
    private readonly context: MaasContext,
    private readonly faults: FaultInjector,
  ) {
    const { release } = context.state
    this.#router = new Router(servedBy(release, resources))
    this.#description = new Description(resources, release)
    this.#server.on('clientError', (_error, socket) => socket.destroy())
  }

  /** Listens on loopback; resolves with `127.0.0.1:PORT`. */
  listen(port: number | undefined): Promise<string> {
    return listenOnLoopback(this.#server, port)
  }

  close(): Promise<void> {
    return closeServer(this.#server)
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const oversized = oversize(request)
    // One line that is too long closes the connection without a reply; too many lines get a bare 400 (README, fact 32).
    if (oversized === 'line') return void request.socket.destroy()
    const type = request.headers['content-type']
    if (oversized === 'total' || (type?.startsWith('multipart/form-data') && !type.includes('boundary=')))
      return bareBadRequest(request)
    const raw = await collect(request)
    await this.#send(request, response, await this.#reply(request, raw))
  }

  async #reply(request: IncomingMessage, raw: Buffer): Promise<Reply> {
    try {
      return await this.#answer(request, raw)
    } catch (error) {
      return error instanceof Refusal ? this.#worded(error.reply) : failure(error)
    }
  }

  /** The reply in the words of the release. */
  #worded(reply: Reply): Reply {
    const { texts } = this.context.state.facts
    return { ...reply, body: lookup(texts, String(reply.body)) ?? reply.body }
  }

  async #answer(request: IncomingMessage, raw: Buffer): Promise<Reply> {
    const [address = '', search = ''] = (request.url ?? '').split(/\?(.*)/s)
    const path = decodePath(address)
    const special = this.#outsideApi(request, path, raw)
    if (special) return special
    const match = path.startsWith(apiPrefix) ? this.#router.match(path.slice(apiPrefix.length)) : undefined
    if (!match) return plain(404, `Unknown API endpoint: ${path}.`)
    if (/(^|;\s*)sessionid=/.test(request.headers.cookie ?? '') && isUnsafe(request)) return csrfPage()
    const query = Params.parse(search)
    const url = `http://${request.headers.host ?? ''}${address}`
    const user = match.resource.open ? undefined : this.#signer(request, url, query, raw)
    return this.#dispatch(request, { match, query, raw, user })
  }

  /** Paths outside the API. */
  #outsideApi(request: IncomingMessage, path: string, raw: Buffer): Reply | undefined {
    const origin = `http://${request.headers.host ?? ''}`
    if (path === `${apiPrefix}describe/`)
      return plain(200, JSON.stringify(this.#description.at(origin)), 'application/json')
    if (path === `${apiPrefix}openapi.yaml`) {
      const document = openApi(this.#description.handlers, origin)
      return plain(200, stringify(document), 'application/openapi+yaml')
    }
    if (path === '/MAAS/api') return plain(200, JSON.stringify(landingPage(origin)), 'application/json')
    if (path === '/MAAS/api/version/') return plain(200, '2.0', 'text/plain')
    if (path.startsWith('/MAAS/api/1.0/')) {
      return plain(410, 'The 1.0 API is no longer available. Please use API version 2.0.', 'text/plain')
    }
    if (path === '/MAAS/accounts/authenticate/') {
      if (request.method !== 'POST')
        return { ...plain(405, '', 'text/html; charset=utf-8'), headers: { Allow: 'POST' } }
      const body = readBody(request.headers['content-type'], raw)
      const key = body && passwordLogin(this.context, { body })
      return { ...plain(200, JSON.stringify(key), 'application/json'), headers: { Vary: 'Cookie' } }
    }
    if (path.startsWith(apiPrefix) || path.startsWith('/MAAS/api/2.0')) return undefined
    if (!path.startsWith('/MAAS/')) return undefined
    const location = `/MAAS/?next=${encodeURIComponent(path)}`
    return { ...plain(302, '', 'text/html; charset=utf-8'), headers: { Location: location, Vary: 'Cookie' } }
  }

  #signer(request: IncomingMessage, url: string, query: Params, raw: Buffer): User | undefined {
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false
    const token = this.context.oauth.authenticate({
      method: request.method ?? 'GET',
      url,
      query,
      form: isForm ? Params.parse(raw.toString('utf8')) : new Params(),
      authorization: request.headers.authorization,
    })
    return token && this.context.state.user(token.username)
  }

  async #send(request: IncomingMessage, response: ServerResponse, reply: Reply): Promise<void> {
    const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body
    const vary = varyByOrigin[reply.origin]
    const isApi = reply.origin === 'piston' || reply.origin === 'open'
    const headers = {
      'Content-Type': reply.contentType,
      ...(reply.status !== 204 && !reply.parts && { 'Content-Length': body.length }),
      ...(vary !== undefined && { Vary: vary }),
      ...(isApi && { 'X-MAAS-API-Hash': this.#description.hash }),
      ...reply.headers,
    }
    response.statusCode = reply.status
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (reply.parts) await pipeline(Readable.from(reply.parts), response)
    else response.end(request.method === 'HEAD' ? undefined : body)
  }

  async #dispatch(
    request: IncomingMessage,
    call: { match: Match; query: Params; raw: Buffer; user: User | undefined },
  ): Promise<Reply> {
    const { match, query, raw, user } = call
    const { resource } = match
    const method = request.method ?? 'GET'
    const origin = resource.open ? 'open' : 'piston'
    const operations = user || resource.open ? resource.operations : (resource.anonymous ?? {})
    const allowed = allowedMethods(operations)
    if (!user && !resource.open && !allowed.includes(method)) return pistonText(401, 'Forbidden')
    if (resource.adminOnly && !user?.isAdmin) throw refuse(403, 'User is not allowed access to this API.')
    checkAccept(request)
    const body =
      method === 'POST' || method === 'PUT'
        ? readBody(request.headers['content-type'], raw)
        : readBody(undefined, raw)
    if (!body) throw refuse(400, '')
    if (!allowed.includes(method)) {
      return {
        status: 405,
        body: '',
        contentType: 'text/html; charset=utf-8',
        origin,
        headers: { Allow: allowed.join(', ') },
      }
    }
    // The op of the query has priority over that of the body. The last of several counts; an empty one is ignored.
    const op = match.op ?? (query.has('op') ? query.get('op') : body.post.get('op')) ?? ''
    const operation = operations[op === '' ? method : `${method} ${op}`]
    if (!operation)
      throw refuse(400, `Unrecognised signature: method=${method} op=${op === '' ? 'None' : op}`)
    const exchange: Exchange = { ...this.context, method, args: match.args, query, body, user }
    // Operations that need a signature run only with a user; anonymous and open ones ignore it.
    const result = await operation(exchange as Exchange & { user: User })
    const reply = isReply(result) ? result : emit(result)
    return {
      ...finish(reply, query),
      origin: reply.origin === 'piston' ? origin : reply.origin,
    }
  }
}

const isReply = (value: unknown): value is Reply =>
  typeof value === 'object' && value !== null && 'contentType' in value && 'origin' in value

/** JSON is the only format; `callback` wraps it as JSONP. */
function finish(reply: Reply, query: Params): Reply {
  const format = query.get('format')
  if (format !== undefined && format !== 'json')
    return pistonText(400, `Invalid output format specified '${format}'.`)
  const callback = query.get('callback')
  if (!callback || !reply.isEmitted) return reply
  const { parts, ...whole } = reply
  return { ...whole, body: `${callback}(${parts ? [...parts].join('') : String(reply.body)})` }
}

/** A header that is not a media type is 500; any media type is ignored. */
function checkAccept(request: IncomingMessage): void {
  for (const range of (request.headers.accept ?? '*/*').split(',')) {
    const type = range.split(';')[0]?.trim() ?? ''
    if (type !== '*' && !type.includes('/')) throw refuse(500, `Can't parse type "${type}"`)
  }
}

const isUnsafe = (request: IncomingMessage): boolean =>
  !['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(request.method ?? '')

function csrfPage(): Reply {
  const body = [
    '',
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head><meta http-equiv="content-type" content="text/html; charset=utf-8"><title>403 Forbidden</title></head>',
    '<body><h1>Forbidden <span>(403)</span></h1><p>CSRF verification failed. Request aborted.</p></body>',
    '</html>',
    '',
  ]
  return plain(403, body.join('\n'), 'text/html')
}

function decodePath(address: string): string {
  try {
    return decodeURIComponent(address).replaceAll(/\/{2,}/g, '/')
  } catch {
    return address
  }
}

/** The limit of 16 KiB holds for the request line and headers together, and for each line. */
function oversize(request: IncomingMessage): 'line' | 'total' | undefined {
  const lines = [`${request.method} ${request.url} HTTP/1.1`]
  for (let index = 0; index < request.rawHeaders.length; index += 2)
    lines.push(`${request.rawHeaders[index]}: ${request.rawHeaders[index + 1]}`)
  if (lines.some((line) => Buffer.byteLength(line) > headerLimit)) return 'line'
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 2, 0) > headerLimit ? 'total' : undefined
}

/** A mistake in the simulator. MAAS answers its own with the bare text of the exception. */
const failure = (error: unknown): Reply => refuse(500, `the simulator failed: ${String(error)}`).reply

/** A reply of the HTTP server in front of MAAS: no headers, no body, connection closed. */
function bareBadRequest(request: IncomingMessage): void {
  request.resume()
  request.socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
}

async function collect(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const varyByOrigin: Readonly<Record<Reply['origin'], string | undefined>> = {
  piston: 'Authorization, Cookie',
  open: 'Authorization',
  middleware: 'Cookie',
  bare: undefined,
}
