import { RpcError } from '../../core/errors.js'
import { didYouMean } from '../../core/near-names.js'
import type { FacadeCaller } from '../connection/caller.js'
import type { VerbOptions } from '../connection/verb.js'
import { rpcError } from '../errors.js'
import { applicationTag } from '../syntax/tags.js'

/** Calls that explain a failure have a short timeout, and may fail themselves. */
const EXPLAINING = { timeoutMs: 5000, retries: 0 }

/** Awaits a call about applications, and adds a hint to an error about a name, an option or an endpoint. */
export async function withHint<T>(
  caller: FacadeCaller,
  applications: readonly string[],
  verb: VerbOptions,
  work: PromiseLike<T>,
): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof RpcError ? await explain(caller, applications, verb, error) : error
  }
}

async function explain(
  caller: FacadeCaller,
  applications: readonly string[],
  verb: VerbOptions,
  error: RpcError,
): Promise<RpcError> {
  const hint = await hintOf(caller, applications, error.serverMessage).catch(() => undefined)
  if (hint === undefined) return error
  const { facade, method, serverMessage, rpcCode, info } = error
  return rpcError(
    { ...caller.factsOf({ facade, method }, verb), version: error.version },
    { message: serverMessage, code: rpcCode, info },
    hint,
  )
}

async function hintOf(
  caller: FacadeCaller,
  applications: readonly string[],
  message: string,
): Promise<string | undefined> {
  // The second form is the reply of 4.0.15 to a relation with an unknown application or endpoint (commands/integrate-*).
  const missing =
    /application "?([^\s":]+)"? not found$|no candidates for ([^\s:]+)(?::\S+)?: relation endpoint not found$/.exec(
      message,
    )
  if (missing !== null) {
    const { applications: existing } = await caller.facade('Client').fullStatus({}, EXPLAINING)
    const known = Object.keys(existing).toSorted()
    const name = missing[1] ?? missing[2] ?? ''
    if (known.includes(name)) return `${name} has no such endpoint${await endpointsOf(caller, [name])}`
    return (
      didYouMean(name, known) ??
      (known.length > 0
        ? `The model has ${known.slice(0, 10).join(', ')}${known.length > 10 ? ' and more: see status()' : ''}`
        : 'The model has no applications yet: use deploy')
    )
  }
  const option = /unknown option "([^"]+)"/.exec(message)?.[1]
  if (option !== undefined) {
    const { config } = await caller
      .facade('Application')
      .get({ application: applications[0] ?? '', branch: '' }, EXPLAINING)
    return (
      didYouMean(option, Object.keys(config)) ??
      `See applications.config('${applications[0]}') for its options`
    )
  }
  if (message.includes('no compatible endpoints found'))
    return `One application must provide an interface that the other requires; name the endpoints as application:endpoint${await endpointsOf(caller, applications)}`
  if (message.startsWith('ambiguous relation: ')) return 'Name the endpoints as application:endpoint'
  return undefined
}

/** The endpoint names of applications, in words. */
async function endpointsOf(caller: FacadeCaller, applications: readonly string[]): Promise<string> {
  const names = applications.map((text) => text.split(':', 1)[0] ?? text)
  const results = await caller
    .facade('Application')
    .applicationsInfo({ entities: names.map((name) => ({ tag: applicationTag(name) })) }, EXPLAINING)
  const lists = results.flatMap(({ result }, index) => {
    const endpoints = Object.keys(result?.['endpoint-bindings'] ?? {}).filter((endpoint) => endpoint !== '')
    return endpoints.length === 0 ? [] : [`${names[index]} has ${endpoints.toSorted().join(', ')}`]
  })
  return lists.length === 0 ? '' : ` (${lists.join('; ')})`
}
