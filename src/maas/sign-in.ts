import {
  ConfigurationError,
  AuthenticationError,
  PermissionError,
  UnreadableReplyError,
} from '../core/errors.js'
import { urlencoded } from '../core/http/body.js'
import type { HttpCall } from '../core/http/call.js'
import type { HttpPipeline } from '../core/http/pipeline.js'
import { failureLine } from '../core/http/status.js'
import type { OauthKey } from '../core/oauth-key.js'
import type { Redactor } from '../core/redact.js'
import type { Reply } from '../core/reply.js'
import { isObject } from '../core/shape/fits.js'
import { parseApiKey } from './auth.js'

/** Credentials: an API key, or a user name and password, which the client exchanges for an API key at its first call. */
export type MaasCredentials = { apiKey: string } | { username: string; password: string }

/** The key that MAAS gives to this name is the same every time, and is listed under it in the preferences of the user (fact 40). */
const CONSUMER = 'canonical-stack'
const OPERATION = 'signIn'

/**
 * Returns the API key in the options, or the user name and password to exchange for one.
 *
 * @throws ConfigurationError unless exactly one of them is given; it shows none
 */
export function readCredentials(options: object): OauthKey | { username: string; password: string } {
  const { apiKey, username, password } = options as Record<string, unknown>
  const isUser = username !== undefined || password !== undefined
  if (!isUser) return parseApiKey(apiKey)
  if (apiKey !== undefined)
    throw invalid(
      'credentials are ambiguous: an API key and a user name or password',
      'Pass only one of them',
    )
  const wrong = Object.entries({ username, password })
    .filter(([, value]) => typeof value !== 'string' || value === '')
    .map(([name]) => name)
  if (wrong.length > 0)
    throw invalid(
      `${wrong.join(' and ')} must be a text that is not empty`,
      'Pass { username, password }, or { apiKey }',
    )
  return { username: username as string, password: password as string }
}

const invalid = (problem: string, hint: string): ConfigurationError =>
  new ConfigurationError({ system: 'maas', summary: `The MAAS ${problem}`, hint })

/**
 * Exchanges a user name and password for an API key: `POST /MAAS/accounts/authenticate/`. It is tried once: the calls that need the key
 * are tried again. No cookies are kept, with which MAAS would require a CSRF token for every change.
 *
 * @param root the root URL of MAAS, with its last slash
 */
export async function signIn(
  pipeline: HttpPipeline,
  redactor: Redactor,
  root: URL,
  { username, password }: { username: string; password: string },
): Promise<OauthKey> {
  const url = new URL('accounts/authenticate/', root).href
  const call: HttpCall = {
    operation: OPERATION,
    method: 'POST',
    target: url,
    idempotent: true,
    reads: true,
    expects: 'json',
    shared: true,
    prepare: () => ({
      url,
      headers: {},
      body: urlencoded(Object.entries({ username, password, consumer: CONSUMER })),
    }),
  }
  const reply = await pipeline.send<unknown>(call, { retries: 0 }).catch((error: unknown) => {
    throw isRefused(error) ? wrongPassword(error, redactor) : error
  })
  return keyIn(reply, redactor)
}

/** MAAS refuses a wrong password with 403 and no text (exchanges auth); a proxy would send a page. */
const isRefused = (error: unknown): error is PermissionError =>
  error instanceof PermissionError && error.body === ''

const wrongPassword = (
  { status, requestId, attempts }: PermissionError,
  redactor: Redactor,
): AuthenticationError =>
  new AuthenticationError({
    system: 'maas',
    operation: OPERATION,
    summary: failureLine(`MAAS ${OPERATION}`, status, 'the user name or the password is wrong'),
    hint: 'Try them in the web interface of MAAS; a user of an identity provider needs an API key',
    status,
    requestId,
    attempts,
    redactor,
  })

function keyIn({ data, response }: Reply<unknown>, redactor: Redactor): OauthKey {
  const { consumer_key, token_key, token_secret } = isObject(data) ? data : {}
  try {
    return parseApiKey([consumer_key, token_key, token_secret].join(':'))
  } catch {
    const { status = 0, requestId, attempts } = response
    throw new UnreadableReplyError({
      system: 'maas',
      operation: OPERATION,
      summary: failureLine(`MAAS ${OPERATION}`, status, 'the reply has no API key'),
      hint: 'Check that the url is that of MAAS, and any proxy in between',
      status,
      requestId,
      attempts,
      redactor,
    })
  }
}
