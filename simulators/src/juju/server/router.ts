import type { IncomingMessage, ServerResponse } from 'node:http'
import { uploadCharm } from '../handlers/http/charms.js'
import { register } from '../handlers/http/register.js'
import { downloadResource, uploadResource } from '../handlers/http/resources.js'
import type { JujuState } from '../state/state.js'
import { type HttpReply, plain, type Route } from './http-request.js'
import { Refusal } from './refusal.js'

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

/** Handles the HTTP endpoints of a controller, and `more` such as those of the discharger. */
export function httpHandler(
  state: JujuState,
  more: readonly Route[] = [],
): (request: IncomingMessage, response: ServerResponse) => void {
  const routes = [...ROUTES, ...more]
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'https://juju-apiserver')
    // 4.0.15 drops the connection when it has no agent binaries of that version (http.json, "tools"); the simulator has none.
    if (url.pathname.startsWith('/tools/')) {
      request.socket.destroy()
      return
    }
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { status, headers = {}, body } = reply(state, routes, request, url, Buffer.concat(chunks))
      response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
      response.end(body)
    })
  }
}

function reply(
  state: JujuState,
  routes: readonly Route[],
  request: IncomingMessage,
  url: URL,
  body: Buffer,
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
      return route.serve({ state, path: { ...match.groups }, query: url.searchParams, headers, body })
    } catch (error) {
      // A bug in the simulator must not look like a reply of Juju, nor end the process.
      if (!(error instanceof Refusal)) return plain(500, `simulator: ${String(error)}\n`)
      return plain(statusOf(error), `${error.message}\n`)
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
