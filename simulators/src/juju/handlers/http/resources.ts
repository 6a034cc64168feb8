import { createHash, randomUUID } from 'node:crypto'
import { type HttpReply, type HttpRequest, json, modelAndUser } from '../../server/http-request.js'
import { notFound } from '../../server/refusal.js'
import { lookup } from '../../../lookup.js'
import { wireTime } from '../../state/state.js'
import type { Model, ResourceRecord } from '../../state/types.js'

/** `PUT /model/UUID/applications/APP/resources/NAME[?pendingid=ID]`: uploads the content of a resource, before or after the application is deployed. */
export function uploadResource(request: HttpRequest): HttpReply {
  const { model, user } = modelAndUser(request, 'write')
  const { state, path, query, body, headers } = request
  const { application = '', resource: name = '' } = path
  const digest = createHash('sha384').update(body)
  const given = headers['content-sha384']
  const fingerprint = digest.copy().digest('base64')
  if (given !== undefined && given !== digest.digest('hex'))
    return failed(400, 'resource fingerprint mismatch', 'bad request')

  const pendingId = query.get('pendingid')
  const known =
    pendingId === null ? declared(model, application, name) : model.pendingResources.get(pendingId)
  if (known === undefined) return failed(404, `resource "${name}" not found`, 'not found')
  const record: ResourceRecord = {
    ...known,
    origin: 'upload',
    fingerprint,
    size: body.length,
    id: pendingId ?? randomUUID(),
    username: user.name,
    timestamp: state.now(),
    content: body,
  }
  if (pendingId === null) model.applications.get(application)?.resources.set(name, record)
  else model.pendingResources.set(pendingId, record)
  return json(200, { resource: formatResource(record, pendingId === null ? application : '') })
}

/** `GET` of the same path: downloads the content. */
export function downloadResource(request: HttpRequest): HttpReply {
  const { model } = modelAndUser(request, 'read')
  const { application = '', resource: name = '' } = request.path
  const content = model.applications.get(application)?.resources.get(name)?.content
  if (content === undefined) return failed(404, `resource "${name}" not found`, 'not found')
  return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: content }
}

/** The application's resource of that name, or its description in the charm. */
function declared(model: Model, application: string, name: string): ResourceRecord | undefined {
  const owner = model.applications.get(application)
  if (owner === undefined) throw notFound(`application "${application}" not found`)
  const of = lookup(owner.charm.charm.resources, name)
  if (of === undefined) return undefined
  const { type, filename = '', description = '' } = of
  const blank = {
    name,
    type,
    path: filename,
    description,
    origin: 'upload',
    revision: 0,
    fingerprint: '',
    size: 0,
    id: '',
    username: '',
    timestamp: 0,
  }
  return owner.resources.get(name) ?? blank
}

/** A resource as `Resources.ListResources` and the upload show it. */
export function formatResource(record: ResourceRecord, application: string): Record<string, unknown> {
  const { content: _, timestamp, id, username, ...rest } = record
  return { ...rest, id, 'pending-id': '', application, username, timestamp: wireTime(timestamp) }
}

function failed(status: number, message: string, code: string): HttpReply {
  return json(status, { error: { message, code } })
}
