import type { IncomingMessage, ServerResponse } from 'node:http'
import { uploadCharm } from '../handlers/http/charms.js'
import { register } from '../handlers/http/register.js'
import { downloadResource, uploadResource } from '../handlers/http/resources.js'
import type { JujuState } from '../state/state.js'
import type { Discharger } from './discharge.js'
import { type HttpReply, json, plain, type Route, urlOf } from './http-request.js'
import { DISCHARGE_REQUIRED, Refusal } from './refusal.js'

/** Websocket paths: without an upgrade the reply is 400. */
const WEBSOCKETS = /^\/(?:(?:model\/[^/]+\/)?(?:api|log|commands))?$/

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const RESOURCE = new RegExp(
  `^/model/(?<model>${UUID})/applications/(?<application>[^/]+)/resources/(?<resource>[^/]+)$`,
)

const ROUTES: Route[] = [
  { method: 'GET', path: /^\/health$/, serve: () => plain(200, 'running\n', false) },
  {
    method: 'PUT',
    path: new RegExp(`^/model-(?<model>${UUID})/charms/(?<object>[^/]+)$`),
    serve: uploadCharm,
  },
  { method: 'PUT', path: RESOURCE, serve: uploadResource },
  { method: 'GET', path: RESOURCE, serve: downloadResource },
  { method: 'POST', path: /^\/register$/, serve: register },
]

/** Handles the HTTP endpoints of a controller and of its discharger. */
export function httpHandler(
  state: JujuState,
  discharger: Discharger,
): (request: IncomingMessage, response: ServerResponse) => void {
  const routes = [...ROUTES, ...discharger.routes()]
  return (request, response) => {
    const url = urlOf(request)
    // 4.0.15 drops the connection when it has no agent binaries of that version (http.json, "tools"); the simulator has none.
    if (url?.pathname.startsWith('/tools/') === true) {
      request.socket.destroy()
      return
    }
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      // A bug in the simulator must not look like a reply of Juju, nor end the process: also what cannot be written is told.
      try {
        send(
          response,
          url === undefined ? BAD_TARGET : reply(state, discharger, routes, request, url, chunks),
        )
      } catch (error) {
        send(response, plain(500, `simulator: ${String(error)}\n`))
      }
    })
  }
}

const BAD_TARGET: HttpReply = {
  status: 400,
  headers: { 'content-type': 'text/plain; charset=utf-8', connection: 'close' },
  body: '400 Bad Request',
}

function send(response: ServerResponse, { status, headers = {}, body }: HttpReply): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

function reply(
  state: JujuState,
  discharger: Discharger,
  routes: readonly Route[],
  request: IncomingMessage,
  url: URL,
  chunks: readonly Buffer[],
): HttpReply {
  const { method = 'GET', headers } = request
  if (WEBSOCKETS.test(url.pathname)) {
    const { headers: text, ...badRequest } = plain(400, 'Bad Request\n')
    return { ...badRequest, headers: { ...text, 'sec-websocket-version': '13' } }
  }
  for (const route of routes) {
    const match = route.path.exec(url.pathname)
    if (match === null || route.method !== method) continue
    try {
      const path = { ...match.groups }
      return route.serve({
        state,
        discharger,
        path,
        query: url.searchParams,
        headers,
        body: Buffer.concat(chunks),
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { message, code, info } = error
      if (code === DISCHARGE_REQUIRED)
        return json(401, { error: { message, code, info } }, { 'www-authenticate': 'Macaroon' })
      return plain(statusOf(error), `${message}\n`)
    }
  }
  return plain(404, '404 page not found\n')
}

function statusOf({ message, code }: Refusal): number {
  if (message === 'permission denied') return 403
  if (code === 'unauthorized access' || code === 'no credentials provided') return 401
  if (code.endsWith('not found')) return 404
  return code === 'bad request' ? 400 : 500
}
