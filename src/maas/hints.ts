import type { FailedResponse, HttpCall } from '../core/http/call.js'
import { isPlainOnTls, PLAIN_ON_TLS_HINT, releasesHint } from '../core/http/status.js'
import { didYouMean } from '../core/near-names.js'
import { opsAt } from './known-operations.js'
import { isOfNode, nounOfClass } from './nouns.js'

/** After 3.5, the first deployment of a machine whose power type is manual may fail like this; the second succeeds. */
const NO_TASK_QUEUE = /Error determining BMC task queue/

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
    /released in|Can't deploy a machine|Invalid transition|because the (machine|node) is not|on a machine that is not/,
    'Read the machine: its status does not allow this',
  ],
  [
    /^dhcp_on: dhcp can only be turned on/,
    'Create an IP range of type dynamic in a subnet of the VLAN first, and pass primary_rack',
  ],
  [/Definition supplied/, "Omit the definition, or pass the tag's own"],
  [
    /required permission to (release|accept)/,
    'Locked machines and those of other users are refused: read them to see why',
  ],
  [
    /reserved for admin users|does not have permission|Must be (a superuser|an administrator)|not allowed access|admin privileges|sufficient privileges|Only administ/,
    'Use the API key of an admin',
  ],
  [
    NO_TASK_QUEUE,
    'Deploy it again: releases after 3.5 may fail once like this on a machine whose power type is manual',
  ],
  [
    /No rack controllers can access the BMC|Unable to connect to any rack controller|no connections available/,
    'Check that a rack controller is running and can reach the BMC',
  ],
  [/VM host \(KVM\) support has been removed/, 'This release has no VM hosts'],
  [/^Too many \w+ objects match/, 'Several objects have this name or number: use the id of one'],
  [/Cannot delete some instances of model/, 'Other objects refer to it: delete those first'],
  [/failed to detect a valid IP address/, 'Pass IP addresses, several of them in an array'],
]

/** A failed reply as its hint is found from it. */
interface Failure extends FailedResponse {
  /** The server's message in one line. */
  message: string
  isHtml: boolean
}

/** What to do about a failed reply; undefined if its status says as much. */
export function hintFor(failed: Failure): string | undefined {
  const { status, headers, message, call } = failed
  if (status === 401) return hintFor401(message)
  if (status === 409 && headers['retry-after'] !== undefined) return hintForBusy(call)
  return releasesOf(failed) ?? HINTS.find(([pattern]) => pattern.test(message))?.[1] ?? hintByStatus(failed)
}

/** Whether the same request succeeds the next time, although the status does not say so. */
export const isPassing = ({ message }: Failure): boolean => NO_TASK_QUEUE.test(message)

/** Whether this release of MAAS does not have what was asked for. */
export const isUnsupported = (failed: Failure): boolean =>
  releasesOf(failed) !== undefined ||
  (isUnknownHere(failed) && (failed.status === 400 || failed.status === 410))

/** Whether MAAS does not know the path, or the operation on it. */
const isUnknownHere = ({ status, message }: Failure): boolean =>
  status === 405 ||
  (status === 404 && message.startsWith('Unknown API endpoint')) ||
  (status === 400 && /^Unrecognised signature: (?!.*op=None)/.test(message)) ||
  (status === 410 && message !== 'Gone')

/** Which releases have the operation or the parameter that this one does not know. */
function releasesOf(failed: Failure): string | undefined {
  const { operation } = failed.call
  const facts = failed.call.facts?.()
  if (isUnknownHere(failed)) return releasesHint('MAAS', operation, facts)
  const [, parameter] = /(?:^|; )(\w+): No such constraint/.exec(failed.message) ?? []
  return parameter === undefined
    ? undefined
    : releasesHint('MAAS', `The parameter ${parameter}`, facts?.parameter?.(parameter))
}

/**
 * Such a 409 is transient: the database is busy. One about states has no Retry-After. The number of tries is limited, since a permanent one
 * looks the same, unless the operation is known for it (fact 52).
 */
function hintForBusy(call: HttpCall): string {
  const noun = call.noun?.() ?? 'object'
  return call.facts?.()?.permanent?.includes(409) === true
    ? `Most likely another ${noun} has this name or address: choose another one`
    : 'The database was busy with another change. If this happens repeatedly, an object with that name or address may already exist'
}

/** What the message says does not exist, also as an internal error (facts 42, 53). */
function missingHint(message: string): string | undefined {
  const name = /^No (\w+) matches the given query|^(\w+) matching query does not exist/.exec(message)
  return name === null ? undefined : doesNotExist(nounOfClass(name[1] ?? name[2] ?? ''))
}

const doesNotExist = (noun: string): string => `The ${noun} does not exist, or this API key cannot see it`

/** Whether an operation is a request by its path, such as `GET zones/`. */
const isRaw = (operation: string): boolean => operation.includes(' ')

/** The ops of a path that look like the one that MAAS does not know. */
function nearOp(operation: string, message: string): string {
  const [method = '', path = ''] = operation.split(' ')
  const [, op = ''] = / op=(\w+)/.exec(message) ?? []
  const near = didYouMean(op, opsAt(method, path))
  return near === undefined ? 'check the op and the path' : near.replace('Did', 'did')
}

/** How to find out whether a change was made: what an operation creates has no id yet that could be read. */
const howToCheck = (noun: string, operation: string): string =>
  /\.create/.test(operation)
    ? `look whether the ${noun} exists`
    : operation === 'machines.allocate'
      ? 'look at machines.listAllocated'
      : `read the ${noun}`

function hintByStatus({ call, status, details, message, isHtml, text }: Failure): string | undefined {
  const { method } = call
  const noun = call.noun?.() ?? 'object'
  switch (status) {
    case 400:
      if (isPlainOnTls(text)) return PLAIN_ON_TLS_HINT
      if (message.startsWith('Unrecognised signature'))
        return message.includes('op=None')
          ? 'The request had no credentials: a proxy may have removed the Authorization header. Or the path needs an op'
          : `This release does not have this operation on this path; ${nearOp(call.operation, message)}`
      if (message !== '') return undefined
      return text.trim() === ''
        ? 'The request did not reach the API: its URL or headers may be too long, or a proxy changed its body'
        : 'MAAS read no field of the request: check the content type of its body'
    case 403:
      if (isHtml)
        return 'Send no cookies: with a session cookie MAAS requires a CSRF token as well. Or a proxy rejects the request'
      if (message !== '') return undefined
      return isOfNode(call.target)
        ? 'Read the machine: a locked machine refuses every change, even by admins, and some actions are only for the owner or an admin'
        : `Only an admin, or the owner of the ${noun}, may do this: use the API key of one`
    case 404:
      if (isHtml) return 'This is not the API of MAAS: check the url option, which should end in /MAAS'
      if (message.startsWith('Unknown API endpoint'))
        return isRaw(call.operation)
          ? 'Check the path: nearly all paths end in a slash. This release may not have it'
          : 'Check the url option, which should end in /MAAS: every release has this path'
      if (method === 'DELETE' && details.attempts > 1)
        return 'It no longer exists: an earlier try of this request may have deleted it'
      return (
        missingHint(message) ??
        doesNotExist(/^(Not Found|File not found)?$/.test(message) ? noun : 'object that the message names')
      )
    case 405:
      return 'This path does not allow this method'
    case 409:
      return `Read the ${noun}: its state does not allow this`
    case 410:
      return message === 'Gone'
        ? `The ${noun} is not there any more, or never was`
        : 'This release no longer has this operation'
    default:
      return status >= 500
        ? (missingHint(message) ?? hintForServer(status, noun, details.mayHaveHappened, isHtml, call))
        : undefined
  }
}

function hintForServer(
  status: number,
  noun: string,
  mayHaveHappened: boolean,
  isHtml: boolean,
  { operation, target }: HttpCall,
): string {
  const check = howToCheck(noun, operation)
  if (status === 502 || status === 504 || (status === 503 && isHtml))
    return mayHaveHappened
      ? `A proxy timed out, but MAAS may still carry it out: ${check} before you try again`
      : 'A proxy in front of MAAS got no reply in time: try again later'
  if (status === 503)
    return isOfNode(target)
      ? `The cause may be the BMC, another power action on the machine, or a lack of free addresses: read the ${noun}, then try again`
      : `A rack controller or another service of MAAS is not available, or there is no free address: read the ${noun}, then try again`
  return mayHaveHappened
    ? `An internal error of MAAS, possibly after the change was made: ${check} before you try again`
    : 'See the log of the region controller'
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
