import type { ResponseError } from '../core/errors.js'
import { isPlainOnTls, PLAIN_ON_TLS_HINT, responseError } from '../core/http/failure.js'
import type { FailedResponse } from '../core/http/call.js'

/** What a failed reply of MAAS says. */
interface Said {
  /** In one line; empty when it says nothing. */
  text: string
  fieldErrors?: Record<string, string[]> | undefined
}

/** What to do about an answer, by what is in it. The texts are those of 3.4.10, recorded in the exchanges named. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /No such constraint/,
    'MAAS does not know this filter or constraint here; the list and allocate differ, and older releases know fewer',
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
    /No such (tag|zone|pool|owner)/,
    'A filter by a name that does not exist is an error in MAAS, not an empty list',
  ],
  [/Unrecognised log level/, 'Levels are in upper case: AUDIT, DEBUG, INFO, WARNING, ERROR, CRITICAL'],
  [
    /testing_scripts/,
    "Leave testing_scripts away for the default tests, or give ['none'] to commission without any; a test needs at least one",
  ],
  [
    /is not a valid architecture|Architecture not recognised/,
    'MAAS only takes architectures that it has boot images for: import them first',
  ],
  [
    /(operating system .* is unavailable|is not a valid distro_series|no kernels available)/,
    'Check that its image is imported and that a rack controller is connected: without one MAAS knows no images',
  ],
  [
    /not available because of the current state/,
    'Read the machine: from its present status this cannot be started',
  ],
  [/node has never been commissioned/, 'Commission the machine first'],
  [
    /(already in use|already exists)/,
    'Look for what has it already: a create whose answer was lost may have worked',
  ],
  [/Invalid character in key name/, 'Take the blanks out of the annotation keys'],
  [
    /No available machine matches constraints/,
    'Loosen the constraints, or list the Ready machines to see what there is; options such as dry_run are listed among them but are not to blame',
  ],
  [/No machine available/, 'No machine is Ready that you may use: commission or release one first'],
  [/No machine with system ID/, 'It is not Ready, is locked, or meets not all constraints: read it to see'],
  [/hasn't been acquired/, 'Only the owner of the machine may do this, not even an admin; allocate it first'],
  [/hasn't been allocated/, 'Allocate or deploy it first: a machine without an owner is not switched on'],
  [/Cannot accept node enlistment/, 'Only New machines are to be accepted'],
  [/Can't lock/, 'Only Deployed and Deploying machines can be locked'],
  [/already locked|not locked/, 'It is so already, perhaps by somebody else'],
  // What may be done in which state: workflows.md, section 1.
  [
    /deploy a machine that is in the '(New|Failed commissioning)'/,
    'Commission it first, and wait until it is Ready',
  ],
  [
    /deploy a machine that is in the 'Failed testing'/,
    'Test it again, or overrideFailedTesting, and wait until it is Ready',
  ],
  [
    /deploy a machine that is in the '(Deployed|Failed deployment)'/,
    'Release it first, and wait until it is Ready',
  ],
  [/Cannot abort in current state/, 'Only commissioning, testing, deploying and disk erasing can be aborted'],
  [
    /(released in .*\('|Invalid transition: |deploy a machine that is in the ')(Commissioning|Testing|Deploying|Disk erasing)\b/,
    'Wait until that is over, or abort it first',
  ],
  [
    /(released in .*\('|Invalid transition: |deploy a machine that is in the ')(Releasing|Entering rescue mode|Exiting rescue mode)\b/,
    'Wait until that is over',
  ],
  [
    /(released in .*\('|deploy a machine that is in the ')(Rescue mode)\b/,
    'Let it leave rescue mode first (exitRescueMode)',
  ],
  [/released in .*\('New'/, 'Nobody has it, so there is nothing to release'],
  [
    /released in|Can't deploy a machine|Invalid transition/,
    'Read the machine: from its present status this cannot be done',
  ],
  [/Definition supplied/, "Leave the definition away, or send the tag's own"],
  [
    /required permission to (release|accept)/,
    'Locked machines and those of other people are refused: read them to see',
  ],
  [
    /reserved for admin users|does not have permission|Must be a superuser|not allowed access/,
    'Use the API key of an admin',
  ],
  [
    /No rack controllers can access the BMC|Unable to connect to any rack controller|no connections available/,
    'Check that a rack controller is up and reaches the BMC',
  ],
  [/VM host \(KVM\) support has been removed/, 'This release has no VM hosts any more'],
]

/** Turns a failed reply into an error that says what MAAS said and what to do. */
export function classify(failed: FailedResponse): ResponseError {
  const { call, status, details } = failed
  const text = withoutBaseString(failed.text)
  const isHtml = /^\s*<(!doctype|html)/i.test(text)
  const said: Said = isHtml ? { text: titleOf(text) } : readBody(text)
  const shown = details.redactor.text(said.text).slice(0, 500)
  return responseError({
    ...details,
    summary: `MAAS ${call.operation} failed: ${shown === '' ? `status ${status} without a word` : `${shown} (${status})`}`,
    hint: hintFor(failed, said.text, isHtml),
    fieldErrors: said.fieldErrors,
    body: text,
  })
}

/** A 401 for a wrong signature spells out the right one, which is the secret of the key, and not the one that the client was given. */
const withoutBaseString = (text: string): string =>
  text.replace(/(signature base string:).*/s, '$1 [redacted]')

/** Field errors, `__all__`, an array, or text: the content type lies too often to be asked. */
function readBody(text: string): Said {
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
    Object.entries(body).map(([field, said]) => [field, (Array.isArray(said) ? said : [said]).map(String)]),
  )
  const parts = Object.entries(fieldErrors).map(([field, messages]) =>
    field === '__all__' ? messages.join(' ') : `${field}: ${messages.join(' ')}`,
  )
  return { text: parts.join('; '), fieldErrors }
}

const titleOf = (html: string): string => /<title>\s*([^<]*?)\s*<\/title>/i.exec(html)?.[1] ?? 'an HTML page'

function hintFor(
  { call, status, headers, details, text: body }: FailedResponse,
  text: string,
  isHtml: boolean,
): string | undefined {
  if (status === 401) return hintFor401(text)
  // Such a 409 passes, when the database is less busy; one about states has no Retry-After (protocol.md, section 6). The tries are
  // bounded, since one that never passes looks the same (fact 52).
  if (status === 409 && headers['retry-after'] !== undefined)
    return 'The database was busy with something else at the same time. If it comes again and again, something of that name or address may exist already'
  const known = HINTS.find(([pattern]) => pattern.test(text))
  if (known !== undefined) return known[1]
  if (status === 400 && text.startsWith('Unrecognised signature'))
    return text.includes('op=None')
      ? 'Without credentials this path answers so: a proxy may have taken the Authorization header away. Or the path needs an op'
      : 'This release does not have this operation on this path; check the op and the path'
  if (status === 400 && isPlainOnTls(body)) return PLAIN_ON_TLS_HINT
  if (status === 400 && text === '')
    return 'The request did not reach the API: its URL or headers may be too long, or a proxy changed its body'
  if (status === 403 && text === '')
    return 'Read the machine: a locked one refuses every change, even to admins, and some actions are only for the owner or an admin'
  if (status === 403 && isHtml)
    return 'Send no cookies: with a session cookie MAAS wants a CSRF token as well. Or a proxy refuses the request'
  if (status === 404 && text.startsWith('Unknown API endpoint'))
    return 'Check the path: nearly all paths end in a slash, and this release may not have it'
  if (status === 404 && !isHtml)
    return call.method === 'DELETE' && details.attempts > 1
      ? 'It is gone: an earlier try of this request may have deleted it'
      : 'It does not exist, or this API key may not see it'
  if (status === 404) return 'This is not the API of MAAS: check the url option, which should end in /MAAS'
  if (status === 405) return 'This path does not take this method'
  if (status === 409) return 'Read what it is about: its present state does not allow this'
  if (status === 410) return 'This release no longer has this operation'
  if (status === 502 || status === 504 || (status === 503 && isHtml))
    return details.mayHaveHappened
      ? 'A proxy gave up while MAAS may go on with it: read the machine before you try again'
      : 'A proxy before MAAS got no answer in time: try again later'
  if (status === 503)
    return 'The BMC, another power action on the machine, or a lack of free addresses stands in the way: look at the machine, then try again'
  if (status >= 500)
    return details.mayHaveHappened
      ? 'MAAS failed inside, perhaps after the change was made: read the machine before you try again'
      : "Look at the region's log"
  return undefined
}

function hintFor401(text: string): string {
  if (text.includes('Expired timestamp'))
    return 'Set the clock of this machine or of the region: they are more than five minutes apart'
  if (text.includes('Nonce already used'))
    return 'Something between sent the request twice, so it may have been carried out: look before you repeat it'
  if (text.includes('Invalid API key') || text.includes('Invalid access token'))
    return 'The API key was deleted or belongs to another MAAS: make a new one'
  if (text.includes('Invalid signature')) return 'The last part of the API key is wrong: copy the key again'
  return 'The request came to MAAS without its Authorization header, which a proxy may have taken away'
}
