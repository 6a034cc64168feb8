import { lookup } from '../../lookup.js'
import { actions } from '../handlers/index.js'
import { parseTime } from '../replies/time.js'
import type { LandscapeContext } from './context.js'
import { RawParams } from './params.js'
import { Refusal, refuse } from './refusal.js'
import { isSince } from './release.js'
import { bearer } from './request.js'
import type { WireRequest } from './request.js'
import { signatureMatches } from './signature.js'

/** The two versions that differ in the schema of the Python client; any other one is rejected (inferred). */
const versions = ['2011-08-01', '2013-11-04']

/**
 * The maximum age of a timestamp. The reference does not say; txAWS's server, the origin of the signature and its error
 * codes, accepts fifteen minutes and any time in the future.
 */
const timestampLifeMs = 15 * 60_000

/** Handles one call of the signed API, by GET or POST, with a signature or a Bearer token. */
export function dispatchAction(context: LandscapeContext, request: WireRequest): unknown {
  const entries = [...request.query, ...request.form]
  const values = new Map(entries)
  const required = (name: string): string => {
    const value = values.get(name)
    if (value === undefined) throw refuse('MissingParameter', `The parameter ${name} is missing`)
    return value
  }
  // Older servers know signatures only (protocol.md section 12).
  const token = isSince(context.packageVersion, '23.10') ? bearer(request) : undefined
  if (token === undefined && !values.has('access_key_id') && !values.has('signature')) {
    throw new Refusal(401, 'Unauthorised', 'The call carries neither a signature nor a token')
  }
  const name = required('action')
  const action = lookup(actions, name)
  if (!action) throw refuse('InvalidAction', `Unknown action ${name}: not in the simulator`)
  const version = required('version')
  if (!versions.includes(version)) throw refuse('InvalidVersion', `There is no version ${version}`)
  if (token === undefined) checkSignature(context, request, values, required)
  else if (!context.tokens.check(token))
    throw new Refusal(401, 'Unauthorised', 'The token is invalid or has expired')
  if (context.denied.has(name)) throw new Refusal(403, 'Unauthorised', `You may not use ${name}`)
  return action.run(context, new RawParams(entries))
}

/** Where the reference has only codes (protocol.md section 7), statuses are inferred from txAWS's server. */
function checkSignature(
  { credentials, wallNow }: LandscapeContext,
  request: WireRequest,
  values: Map<string, string>,
  required: (name: string) => string,
): void {
  const accessKey = required('access_key_id')
  const signature = required('signature')
  const timestamp = required('timestamp')
  if (required('signature_version') !== '2')
    throw new Refusal(403, 'InvalidSignature', 'The signature version must be 2')
  if (required('signature_method') !== 'HmacSHA256')
    throw new Refusal(403, 'InvalidSignature', 'The signature method must be HmacSHA256')
  const signedAt = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(timestamp) ? parseTime(timestamp) : undefined
  if (signedAt === undefined) throw refuse('InvalidParameterValue', 'timestamp is not YYYY-MM-DDTHH:MM:SSZ')
  if (signedAt + timestampLifeMs < wallNow())
    throw refuse('RequestExpired', `The request has expired: it was signed at ${timestamp}`)
  if (accessKey !== credentials.accessKey)
    throw new Refusal(401, 'AuthFailure', 'There is no such access key')
  const params = [...values].filter(([name]) => name !== 'signature')
  const { method, host, path } = request
  if (!signatureMatches({ method, host, path, params }, credentials.secretKey, signature)) {
    throw new Refusal(
      403,
      'SignatureDoesNotMatch',
      'The signature is not the one of this request and this secret key',
    )
  }
}
