import type { ResponseError } from '../core/errors.js'
import {
  failureLine,
  hintOfStatus,
  isPlainOnTls,
  PLAIN_ON_TLS_HINT,
  responseError,
} from '../core/http/status.js'
import type { FailedResponse } from '../core/http/call.js'

/** The message of a failed reply. */
interface ServerMessage {
  /** In one line; may be empty. */
  text: string
  fieldErrors?: Record<string, string[]> | undefined
}

/** What to do, by the message. The texts are those of MAAS 3.4.10. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /No such constraint/,
    'This release of MAAS has no such filter or constraint here; list and allocate accept different ones',
  ],
  [
    /Unconfigured power type/,
    'Set the power_type of the machine first (manual always works), or create it with commission: false',
  ],
  [/IPAddress\(\) does not support netmasks/, 'Send the power_parameters together with a new power_type'],
  [
    /Cannot resolve keyword 'simple_status'/,
    'Filter by status instead; this release fails on every value of simple_status',
  ],
  [
    /(^|; )(not_)?status: Select a valid choice/,
    "Filters of methods take the words of status_name, such as Ready or 'Failed commissioning'; request() takes MAAS's own, such as ready or failed_commissioning",
  ],
  [
    /(^|; )(not_)?power_state: Select a valid choice/,
    'Power states are in lower case: on, off, unknown, error',
  ],
  [
    /^(invalid literal for |value too long for |Not a valid Boolean value|Can't parse type|Invalid PEM)|object has no attribute/,
    'MAAS fails like this on an argument that it cannot read: check the value that the message names',
  ],
  [/No such (tag|zone|pool|owner)/, 'A filter with an unknown name is an error in MAAS, not an empty list'],
  [/Unrecognised log level/, 'Levels are in upper case: AUDIT, DEBUG, INFO, WARNING, ERROR, CRITICAL'],
  [
    /testing_scripts/,
    "Omit testing_scripts for the default tests, or pass ['none'] to commission without tests; a test needs at least one",
  ],
  [
    /is not a valid architecture|Architecture not recognised/,
    'MAAS accepts only architectures that it has boot images for: import them first',
  ],
  [
    /(operating system \S+ \S+ is unavailable|is not a valid distro_series|no kernels available)/,
    'Check that the image is imported and that a rack controller is connected: without one MAAS has no images',
  ],
  [/not available because of the current state/, 'Read the machine: its status does not allow this'],
  [/node has never been commissioned/, 'Commission the machine first'],
  [
    /(already in use|already exists)/,
    'Find the object that has it: an earlier create whose reply was lost may have succeeded',
  ],
  [/Invalid character in key name/, 'Remove the spaces from the annotation keys'],
  [
    /No available machine matches constraints/,
    'Relax the constraints, or list the Ready machines to see what is available. Options such as dry_run are listed too but are not constraints',
  ],
  [/No machine available/, 'None of the machines that you may use is Ready: commission or release one first'],
  [
    /No machine with system ID/,
    'The machine is not Ready, is locked, or does not meet all constraints: read it to see why',
  ],
  [
    /hasn't been acquired/,
    'Only the owner of the machine may do this, not even another admin; allocate it first',
  ],
  [
    /hasn't been allocated/,
    'Allocate or deploy the machine first: MAAS does not power on a machine without an owner',
  ],
  [/Cannot accept node enlistment/, 'Only New machines can be accepted'],
  [/Can't lock/, 'Only Deployed and Deploying machines can be locked'],
  [/already locked|not locked/, 'It is already in that state; another user may have changed it'],
  // Which action is allowed in which status. A refused release names the status in parentheses: ('New').
  [
    /deploy a machine that is in the '(New|Failed commissioning)'/,
    'Commission the machine first, and wait until it is Ready',
  ],
  [
    /deploy a machine that is in the 'Failed testing'/,
    'Test the machine again or call overrideFailedTesting, and wait until it is Ready',
  ],
  [
    /deploy a machine that is in the '(Deployed|Failed deployment)'/,
    'Release the machine first, and wait until it is Ready',
  ],
  [/Cannot abort in current state/, 'Only commissioning, testing, deploying and disk erasing can be aborted'],
  [
    /(\('|Invalid transition: |deploy a machine that is in the ')(Commissioning|Testing|Deploying|Disk erasing)\b/,
    'Wait until that has finished, or abort it first',
  ],
  [
    /(\('|Invalid transition: |deploy a machine that is in the ')(Releasing|Entering rescue mode|Exiting rescue mode)\b/,
    'Wait until that has finished',
  ],
  [/(\('|deploy a machine that is in the ')Rescue mode\b/, 'Exit rescue mode first (exitRescueMode)'],
  [/\('New'\)/, 'The machine has no owner, so there is nothing to release'],
  [
    /released in|Can't deploy a machine|Invalid transition/,
    'Read the machine: its status does not allow this',
  ],
  [/Definition supplied/, "Omit the definition, or pass the tag's own"],
  [
    /required permission to (release|accept)/,
    'Locked machines and those of other users are refused: read them to see why',
  ],
  [
    /reserved for admin users|does not have permission|Must be a superuser|not allowed access/,
    'Use the API key of an admin',
  ],
  [
    /No rack controllers can access the BMC|Unable to connect to any rack controller|no connections available/,
    'Check that a rack controller is running and can reach the BMC',
  ],
  [/VM host \(KVM\) support has been removed/, 'This release has no VM hosts'],
]

/** The error of a failed reply, with MAAS's message and what to do. */
export function classify(failed: FailedResponse): ResponseError {
  const { call, status, details } = failed
  const text = withoutBaseString(failed.text)
  const isHtml = /^\s*<(!doctype|html)/i.test(text)
  const message: ServerMessage = isHtml ? { text: titleOf(text) } : readBody(text)
  const problem = details.redactor.text(message.text).slice(0, 500)
  return responseError({
    ...details,
    summary: failureLine(`MAAS ${call.operation}`, status, problem),
    hint: hintFor(failed, message.text, isHtml) ?? hintOfStatus(status),
    fieldErrors: message.fieldErrors,
    body: text,
  })
}

/** A 401 for a wrong signature quotes the correct one, which contains the secret of the key on the server. */
const withoutBaseString = (text: string): string =>
  text.replace(/(signature base string:).*/s, '$1 [redacted]')

/** Field errors, `__all__`, an array, or text. The content type is not reliable. */
function readBody(text: string): ServerMessage {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return { text: text.trim() }
  }
  if (typeof body === 'string') return { text: body }
  if (Array.isArray(body)) return { text: body.map(String).join(' ') }
  if (typeof body !== 'object' || body === null) return { text: text.trim() }
  const fieldErrors = Object.fromEntries(
    Object.entries(body).map(([field, value]) => [
      field,
      (Array.isArray(value) ? value : [value]).map(String),
    ]),
  )
  const parts = Object.entries(fieldErrors).map(([field, messages]) =>
    field === '__all__' ? messages.join(' ') : `${field}: ${messages.join(' ')}`,
  )
  return { text: parts.join('; '), fieldErrors }
}

const titleOf = (html: string): string => /<title>([^<]*)<\/title>/i.exec(html)?.[1]?.trim() ?? 'an HTML page'

function hintFor(
  { call, status, headers, details, text: body }: FailedResponse,
  text: string,
  isHtml: boolean,
): string | undefined {
  if (status === 401) return hintFor401(text)
  // Such a 409 is transient: the database is busy. One about states has no Retry-After. The number of tries is limited, since a
  // permanent one looks the same.
  if (status === 409 && headers['retry-after'] !== undefined)
    return 'The database was busy with another change. If this happens repeatedly, an object with that name or address may already exist'
  const known = HINTS.find(([pattern]) => pattern.test(text))
  if (known !== undefined) return known[1]
  if (status === 400 && text.startsWith('Unrecognised signature'))
    return text.includes('op=None')
      ? 'The request had no credentials: a proxy may have removed the Authorization header. Or the path needs an op'
      : 'This release does not have this operation on this path; check the op and the path'
  if (status === 400 && isPlainOnTls(body)) return PLAIN_ON_TLS_HINT
  if (status === 400 && text === '')
    return 'The request did not reach the API: its URL or headers may be too long, or a proxy changed its body'
  if (status === 403 && text === '')
    return 'Read the machine: a locked machine refuses every change, even by admins, and some actions are only for the owner or an admin'
  if (status === 403 && isHtml)
    return 'Send no cookies: with a session cookie MAAS requires a CSRF token as well. Or a proxy rejects the request'
  if (status === 404 && text.startsWith('Unknown API endpoint'))
    return 'Check the path: nearly all paths end in a slash. This release may not have it'
  if (status === 404 && !isHtml)
    return call.method === 'DELETE' && details.attempts > 1
      ? 'It no longer exists: an earlier try of this request may have deleted it'
      : `The ${/^No (Machine|Node) matches/.test(text) ? 'machine' : 'object'} does not exist, or this API key cannot see it`
  if (status === 404) return 'This is not the API of MAAS: check the url option, which should end in /MAAS'
  if (status === 405) return 'This path does not allow this method'
  if (status === 409) return 'Read the object: its state does not allow this'
  if (status === 410) return 'This release no longer has this operation'
  if (status === 502 || status === 504 || (status === 503 && isHtml))
    return details.mayHaveHappened
      ? 'A proxy timed out, but MAAS may still carry it out: read the machine before you try again'
      : 'A proxy in front of MAAS got no reply in time: try again later'
  if (status === 503)
    return 'The cause may be the BMC, another power action on the machine, or a lack of free addresses: read the machine, then try again'
  if (status >= 500)
    return details.mayHaveHappened
      ? 'An internal error of MAAS, possibly after the change was made: read the machine before you try again'
      : 'See the log of the region controller'
  return undefined
}

function hintFor401(text: string): string {
  if (text.includes('Expired timestamp'))
    return 'Set the clock of this machine or of the region controller: they differ by more than five minutes'
  if (text.includes('Nonce already used'))
    return 'A proxy sent the request twice, so it may have been carried out: check before you repeat it'
  if (text.includes('Invalid API key') || text.includes('Invalid access token'))
    return 'The API key was deleted or belongs to another MAAS: create a new one'
  if (text.includes('Invalid signature')) return 'The last part of the API key is wrong: copy the key again'
  return 'The request reached MAAS without its Authorization header, or with another one: a proxy may have removed it'
}
