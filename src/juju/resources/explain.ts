import { RpcError } from '../../core/errors.js'
import { rpcError } from '../errors.js'
import { ApplicationOperations } from '../generated/application.js'
import { ClientOperations } from '../generated/client.js'
import type { Link } from '../connection/endpoint.js'
import { nearNames } from '../syntax/model-name.js'
import { applicationTag } from '../syntax/tags.js'

/** What is asked after a failure gets little time, and may fail itself. */
const ASKING = { timeoutMs: 5000, retries: 0 }

/** Waits for a call about applications; to an error of a name or an endpoint it adds what to do about it. */
export async function explained<T>(
  link: Link,
  applications: readonly string[],
  work: PromiseLike<T>,
): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof RpcError ? await explain(link, applications, error) : error
  }
}

async function explain(link: Link, applications: readonly string[], error: RpcError): Promise<RpcError> {
  const hint = await hintOf(link, applications, error.serverMessage).catch(() => undefined)
  if (hint === undefined) return error
  const { facade, method, serverMessage, rpcCode, info } = error
  return rpcError(
    { ...link.factsOf(facade, method), version: error.version },
    { message: serverMessage, code: rpcCode, info },
    hint,
  )
}

async function hintOf(
  link: Link,
  applications: readonly string[],
  message: string,
): Promise<string | undefined> {
  // To a relation 4.0.15 says the second of an application that there is not, and of an endpoint (commands/integrate-*).
  const missing =
    /application "?([^\s":]+)"? not found$|no candidates for ([^\s:]+)(?::\S+)?: relation endpoint not found$/.exec(
      message,
    )
  if (missing !== null) {
    const { applications: there } = await new ClientOperations(link).fullStatus({}, ASKING)
    const known = Object.keys(there).toSorted()
    const name = missing[1] ?? missing[2] ?? ''
    if (known.includes(name)) return `${name} has no such endpoint${await endpointsOf(link, [name])}`
    return (
      orMeant(name, known) ??
      (known.length > 0
        ? `The model has ${known.slice(0, 10).join(', ')}${known.length > 10 ? ' and more: see status()' : ''}`
        : 'The model has no applications yet: use deploy')
    )
  }
  const option = /unknown option "([^"]+)"/.exec(message)?.[1]
  if (option !== undefined) {
    const { config } = await new ApplicationOperations(link).get(
      { application: applications[0] ?? '', branch: '' },
      ASKING,
    )
    return (
      orMeant(option, Object.keys(config)) ??
      `See applications.config('${applications[0]}') for the options that there are`
    )
  }
  if (message.includes('no compatible endpoints found'))
    return `One must provide what the other requires; give them as application:endpoint to choose${await endpointsOf(link, applications)}`
  if (message.startsWith('ambiguous relation: ')) return 'Name the endpoints, as application:endpoint'
  return undefined
}

function orMeant(asked: string, names: readonly string[]): string | undefined {
  const near = nearNames(asked, names)
  return near.length === 0 ? undefined : `Did you mean ${near.join(' or ')}?`
}

/** The names of the endpoints that the applications have. */
async function endpointsOf(link: Link, applications: readonly string[]): Promise<string> {
  const names = applications.map((text) => text.split(':', 1)[0] ?? text)
  const { results } = await new ApplicationOperations(link).applicationsInfo(
    { entities: names.map((name) => ({ tag: applicationTag(name) })) },
    ASKING,
  )
  const said = results.flatMap(({ result }, index) => {
    const endpoints = Object.keys(result?.['endpoint-bindings'] ?? {}).filter((endpoint) => endpoint !== '')
    return endpoints.length === 0 ? [] : [`${names[index]} has ${endpoints.toSorted().join(', ')}`]
  })
  return said.length === 0 ? '' : ` (${said.join('; ')})`
}
