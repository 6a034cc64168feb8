import { routes } from '../handlers/index.js'
import type { LandscapeContext } from './context.js'
import { Refusal } from './refusal.js'
import { isSince } from './release.js'
import { bearer } from './request.js'
import type { WireRequest } from './request.js'
import { RestInput, RestReply } from './route.js'

/** Handles one REST call; `path` is below `/api/v2`, or below `/api`, which has the same handlers (protocol.md section 1). */
export function dispatchRest(context: LandscapeContext, request: WireRequest, path: string): RestReply {
  const found = find(context.packageVersion, request.method, path)
  const token = bearer(request)
  if (!found?.route.open && (token === undefined || !context.tokens.check(token))) {
    throw new Refusal(
      401,
      'Unauthorised',
      token === undefined ? 'A token is needed' : 'The token is invalid or has expired',
    )
  }
  if (!found) throw new Refusal(404, 'NotFound', `There is no ${request.method} ${path}`)
  const { method, path: template, run } = found.route
  if (context.denied.has(`${method} ${template}`))
    throw new Refusal(403, 'Unauthorised', `You may not use ${method} ${template}`)
  const result = run(context, new RestInput(request, found.args, context.packageVersion))
  return result instanceof RestReply ? result : new RestReply(200, result)
}

function find(packageVersion: string, method: string, path: string) {
  for (const route of routes) {
    const isServed = route.method === method && isSince(packageVersion, route.since)
    const match = isServed ? route.pattern.exec(path) : null
    if (match) return { route, args: match.groups ?? {} }
  }
  return undefined
}
