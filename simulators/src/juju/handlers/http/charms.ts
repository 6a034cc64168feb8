import { createHash } from 'node:crypto'
import { type HttpReply, type HttpRequest, json, modelAndUser } from '../../server/http-request.js'
import { readCharmArchive } from '../../state/charms/archive.js'
import { storeLocal } from '../../state/charms/store.js'

/**
 * `PUT /model-UUID/charms/NAME-SHA`: the path names the first 7 digits of the archive's SHA-256, `Juju-Curl` the revision requested by the client;
 * the controller uses the model's next one, even for a known archive (`deploy-exists.json`).
 */
export function uploadCharm(request: HttpRequest): HttpReply {
  const { model } = modelAndUser(request, 'write')
  const { path, headers, body } = request
  const short = /-(?<short>[^-]*)$/.exec(path['object'] ?? '')?.groups?.['short'] ?? ''
  const hash = createHash('sha256').update(body).digest('hex')
  if (headers['content-type'] !== 'application/zip')
    return refused(`expected Content-Type: application/zip, got: ${headers['content-type'] ?? ''}`)
  if (typeof headers['juju-curl'] !== 'string') return refused('missing "Juju-Curl" header')
  if (short === '' || !hash.startsWith(short))
    return refused('uploading charm: resolving uploaded charm: charm hash mismatch')
  let charm
  try {
    charm = readCharmArchive(body)
  } catch (error) {
    return refused(
      `uploading charm: resolving uploaded charm: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  const { url } = storeLocal(model, charm, hash)
  return json(200, { 'charm-url': url }, { 'juju-curl': url })
}

function refused(reason: string): HttpReply {
  return json(400, { error: reason, 'error-code': 'bad request' })
}
