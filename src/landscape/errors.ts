import { AuthenticationError, type ResponseError } from '../core/errors.js'
import {
  failureLine,
  hintOfStatus,
  isPlainOnTls,
  PLAIN_ON_TLS_HINT,
  responseError,
} from '../core/http/status.js'
import type { FailedResponse } from '../core/http/call.js'

/** Codes with two spellings, apart from the suffix `Error` of some releases. */
const ALIASES = new Map([
  ['DuplicateRole', 'DuplicateRoleName'],
  ['UnknownPersons', 'UnknownPersonEmails'],
  ['InvalidPermissions', 'InvalidRolePermissions'],
  ['InvalidFilter', 'InvalidPocketFilter'],
  ['GPGKeyImportFailed', 'GPGKeyImport'],
  ['Unauthorized', 'Unauthorised'],
])

/** Normalises a code, without the suffix `Error`. */
function normaliseCode(code: string): string {
  const short = code === 'MultiError' ? code : code.replace(/(?<=.)Error$/, '')
  return ALIASES.get(short) ?? short
}

/** Codes about credentials, with any status. RequestExpired comes from txAWS, which defines the signature. */
const AUTHENTICATION_CODES = new Set([
  'SignatureDoesNotMatch',
  'AuthFailure',
  'InvalidCredentials',
  'RequestExpired',
])

/** The kind of credentials of a client. */
export type CredentialKind = 'key' | 'password' | 'token'

const CHECK_KEY =
  'Check the access key and the secret key (LANDSCAPE_API_KEY, LANDSCAPE_API_SECRET), and that they were not regenerated'

const AUTHENTICATION_HINTS: Record<CredentialKind, string> = {
  key: CHECK_KEY,
  password: 'Check the email or identity, the password and the account',
  token: 'The token has expired or was revoked: get a new one',
}

const HINTS = new Map([
  ['RequestExpired', "Set this machine's clock, or the server's"],
  [
    'MissingParameter',
    'Pass the parameter that the message names; if it was passed, it was empty or in another form than Landscape expects',
  ],
  [
    'InvalidQuery',
    'Check the query: terms such as tag:web or id:12, OR and NOT in capitals, values with spaces in double quotes',
  ],
  ['UnknownAccessGroup', 'Use the name of the group, not its title; accessGroups.list() has both'],
  ['InsufficientLicenses', 'Remove computers that no longer exist, or get more licences'],
  ['UnknownPackages', 'Check the names with packages.list({ query, search })'],
  ['InvalidTime', 'Pass a Date, or text such as 2026-01-31T12:00:00Z'],
  ['InvalidTag', 'Use letters, digits, - and _ only'],
  [
    'InvalidActivityStatusChange',
    'Only unapproved activities can be approved, and only unfinished ones canceled',
  ],
])

interface ApiError {
  code: string | undefined
  message: string
  errors: readonly ApiError[]
}

/** `{error, message}` of both APIs, `{code, message}` of some REST handlers, or undefined for anything else, such as the page of a proxy. */
function readApiError(body: unknown, nested = true): ApiError | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined
  const { error, message, errors } = body as Record<string, unknown>
  if (typeof error !== 'string' && typeof message !== 'string') return undefined
  const parts =
    nested && Array.isArray(errors) ? errors.flatMap((part) => readApiError(part, false) ?? []) : []
  return {
    code: typeof error === 'string' ? normaliseCode(error) : undefined,
    message: typeof message === 'string' ? message : '',
    errors: parts,
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const textOf = ({ code, message }: ApiError): string =>
  [code, message].filter((part) => part !== undefined && part !== '').join(': ')

/** Builds the error of a failed response of either API: its class, normalised `serverCode`, message and hint. */
export function classify(
  { call, status, headers, text, details }: FailedResponse,
  as: CredentialKind,
): ResponseError {
  const answer = readApiError(parse(text))
  const quote = (part: ApiError): string => details.redactor.text(textOf(part)).slice(0, 500)
  const message = answer && [answer, ...answer.errors.slice(0, 1)].map(quote).join(' ')
  const parts = (answer?.errors ?? []).map((part, index) => [`error ${index + 1}`, quote(part)])
  const code = answer?.code === 'MultiError' ? (answer.errors[0]?.code ?? answer.code) : answer?.code
  const refused = code !== undefined && AUTHENTICATION_CODES.has(code)
  const all = {
    ...details,
    summary: failureLine(`Landscape ${call.operation}`, status, message ?? problemOf(text)),
    hint:
      (isPlainOnTls(text) ? PLAIN_ON_TLS_HINT : hintOfCode(code, call.operation)) ??
      (refused || status === 401
        ? AUTHENTICATION_HINTS[as]
        : (hintOf(status, answer === undefined, call.operation, code) ?? hintOfStatus(status))),
    serverCode: answer?.code,
    facts: {
      ...details.facts,
      ...(refused || status === 401 ? skewFact(headers) : {}),
      ...Object.fromEntries(parts),
    },
  }
  return refused ? new AuthenticationError(all) : responseError(all)
}

/** What a code means depends on the operation. */
function hintOfCode(code: string | undefined, operation: string): string | undefined {
  if (code === 'UnknownComputer' || code === 'UnknownComputers')
    return /^pendingComputers\.|PendingComputers$/.test(operation)
      ? 'List the pending computers to see which wait for acceptance; others may have accepted or rejected them'
      : 'List the computers to see which ids exist, and which match a query'
  return HINTS.get(code ?? '')
}

function problemOf(text: string): string {
  if (/^\s*</.test(text)) return 'the reply is an HTML page'
  return text.trim().split('\n')[0]?.slice(0, 200) ?? ''
}

function hintOf(status: number, foreign: boolean, operation: string, code?: string): string | undefined {
  if (operation.startsWith('login.') && status === 404)
    return 'This server does not support this login: access keys need Landscape 24.10, REST v2 needs 24.04. Check the uri too'
  if (status === 403)
    return 'The role of this person does not allow it, or the feature is disabled on this server'
  if (status === 404 && /^\w+\.(get|edit|dismiss)$/.test(operation))
    return 'Check the id, which the list of these objects returns; if it exists, check the uri, which ends in /api/, and the release of the server'
  if (status === 404 && (foreign || code === 'NotFound'))
    return 'Check the uri, which ends in /api/, such as https://landscape.example.com/api/, and the path'
  if (status === 415) return 'This server requires a JSON body'
  if (status >= 500)
    return foreign
      ? 'A proxy in front of Landscape, or Landscape itself, failed: try again later'
      : 'See the log of the server'
  return undefined
}

/** The difference between the clocks, a possible cause of a rejected signature. */
function skewFact(headers: Readonly<Record<string, string>>): Record<string, unknown> {
  const skewMs = clockSkewMs(headers)
  return Math.abs(skewMs) < 30_000
    ? {}
    : {
        clock: `the server's clock is ${Math.round(Math.abs(skewMs) / 1000)} s ${skewMs < 0 ? 'behind' : 'ahead of'} this machine's`,
      }
}

/** Milliseconds by which the server's clock is ahead, from its `Date` header. */
export function clockSkewMs(headers: Readonly<Record<string, string>>): number {
  const at = Date.parse(headers['date'] ?? '')
  return Number.isNaN(at) ? 0 : at - Date.now()
}
