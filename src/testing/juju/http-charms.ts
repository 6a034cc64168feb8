import { createHash } from 'node:crypto'
import { readCharmArchive } from './charm-archive.js'
import { type HttpReply, type HttpRequest, json, modelAndUser } from './http-request.js'
import type { Model } from './state.js'

/**
 * `PUT /model-UUID/charms/NAME-SHA`: the path names the first 7 digits of the archive's SHA-256, `Juju-Curl` the revision that the client
 * would like; the controller takes the model's next one, also for an archive that it has (`deploy-exists.json`).
 */
export function uploadCharm(request: HttpRequest): HttpReply {
  const { model } = modelAndUser(request, 'write')
  const { path, headers, body } = request
  const { name = '', short = '' } = /^(?<name>.+)-(?<short>[^-]*)$/.exec(path['object'] ?? '')?.groups ?? {}
  const hash = createHash('sha256').update(body).digest('hex')
  if (headers['content-type'] !== 'application/zip') return refused(`expected Content-Type: application/zip, got: ${headers['content-type'] ?? ''}`)
  if (typeof headers['juju-curl'] !== 'string') return refused('missing "Juju-Curl" header')
  if (short === '' || !hash.startsWith(short)) return refused('uploading charm: resolving uploaded charm: charm hash mismatch')
  let charm
  try {
    charm = readCharmArchive(body)
  } catch (error) {
    return refused(`uploading charm: resolving uploaded charm: ${error instanceof Error ? error.message : String(error)}`)
  }
  const revision = nextRevision(model, name)
  const url = `local:${name}-${revision}`
  model.charms.set(url, { url, source: 'local', revision, architecture: 'amd64', hash, id: '', charm })
  return json(200, { 'charm-url': url }, { 'juju-curl': url })
}

function nextRevision(model: Model, name: string): number {
  const taken = [...model.charms.values()].filter((stored) => stored.source === 'local' && stored.url.startsWith(`local:${name}-`))
  return Math.max(-1, ...taken.filter(({ url, revision }) => url === `local:${name}-${revision}`).map(({ revision }) => revision)) + 1
}

function refused(reason: string): HttpReply {
  return json(400, { error: reason, 'error-code': 'bad request' })
}
