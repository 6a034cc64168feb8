import { lookup } from '../../../lookup.js'
import { Refusal, refuse } from '../../server/refusal.js'
import { noContent, RestReply, route } from '../../server/route.js'
import type { Route } from '../../server/route.js'
import { currentVersion, script, scriptV2, scriptVersion } from '../../state/scripts.js'

/** Which scripts each `script_type` lists (rest-endpoints.json). */
const lists: Record<string, (kind: string, status: string) => boolean> = {
  v1: (kind) => kind === 'V1',
  v2: (kind) => kind === 'V2',
  active: (_, status) => status === 'ACTIVE',
  archived: (_, status) => status === 'ARCHIVED',
  redacted: (_, status) => status === 'REDACTED',
  all: () => true,
}

export const scriptRoutes: Route[] = [
  route('GET /scripts', ({ state }, input) => {
    const listed = lookup(lists, input.query('script_type') || 'all')
    if (!listed)
      throw refuse('InvalidParameterValue', `script_type is none of ${Object.keys(lists).join(', ')}`)
    const search = input.query('search').toLowerCase()
    const scripts = [...state.scripts.values()].filter(
      (script) =>
        listed(script.kind, script.status) && currentVersion(script).title.toLowerCase().includes(search),
    )
    return input.page(scripts, (script) => scriptV2(state, script))
  }),

  route('GET /scripts/{id}', ({ state }, input) => scriptV2(state, script(state, input.id('id'), 404))),

  route('GET /scripts/{id}/versions', ({ state }, input) =>
    input.page(script(state, input.id('id'), 404).versions.toReversed(), (version) =>
      scriptVersion(state, version),
    ),
  ),

  route('GET /scripts/{id}/versions/{version_number}', ({ state }, input) => {
    const number = input.id('version_number')
    const version = script(state, input.id('id'), 404).versions.find((version) => version.number === number)
    if (!version) throw new Refusal(404, 'UnknownScript', `The script has no version ${number}`)
    return scriptVersion(state, version)
  }),

  // Raw text, not JSON (rest-endpoints.json).
  route('GET /scripts/{id}/attachments/{attachment_id}', ({ state }, input) => {
    const { attachments } = script(state, input.id('id'), 404)
    const attachment = attachments.find(({ id }) => id === input.id('attachment_id'))
    if (!attachment)
      throw new Refusal(
        404,
        'UnknownScriptAttachment',
        `The script has no attachment ${input.id('attachment_id')}`,
      )
    return new RestReply(200, attachment.content)
  }),

  route('POST /scripts/{id}:archive', ({ state }, input) => {
    script(state, input.id('id'), 404).status = 'ARCHIVED'
    return noContent()
  }),

  // Erases the code of every version; the replacement text is not from the reference.
  route('POST /scripts/{id}:redact', ({ state }, input) => {
    const redacted = script(state, input.id('id'), 404)
    redacted.status = 'REDACTED'
    for (const version of redacted.versions)
      Object.assign(version, { code: 'redacted', interpreter: '/bin/false' })
    return noContent()
  }),

  route(
    'GET /script-profile-limits',
    () => ({
      max_num_computers: 5000,
      max_num_profiles: 10,
      min_interval: 360,
    }),
    { since: '25.04' },
  ),
]
