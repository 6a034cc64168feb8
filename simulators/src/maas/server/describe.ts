import { createHash } from 'node:crypto'
import { endpointFacts } from '../state/endpoints.js'
import { isFrom, type MaasRelease } from '../state/releases.js'
import type { Resource } from './router.js'

const root = '/MAAS/api/2.0/'
const restfulNames: Readonly<Record<string, string>> = {
  POST: 'create',
  GET: 'read',
  PUT: 'update',
  DELETE: 'delete',
}
/** The collections of nodes have the anonymous side of `nodes/`. */
const nodeCollections = new Set(['Devices', 'RackControllers', 'RegionControllers'])

interface Action {
  name: string
  op: string | null
  method: string
  restful: boolean
  doc: string
}

export interface DescribedHandler {
  actions: Action[]
  doc: string
  name: string
  params: string[]
  path: string
}

interface DescribedResource {
  name: string
  anon: DescribedHandler | null
  auth: DescribedHandler | null
}

/** The API as `describe/` tells it, from which the `maas` command and python-libmaas make their commands and methods. */
export class Description {
  readonly #resources: DescribedResource[]
  /** Identifies the description: clients compare it with the header `X-MAAS-API-Hash` to see whether the server has changed. */
  readonly hash: string

  constructor(resources: readonly Resource[], release: MaasRelease) {
    const nodes = resources.find(({ path }) => path === 'nodes/')
    this.#resources = resources
      .flatMap((resource) => describeResource(resource, release, nodes))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    this.hash = createHash('sha1').update(JSON.stringify(this.#resources)).digest('hex')
  }

  /** Of every resource the side for users, or else the anonymous one. */
  get handlers(): DescribedHandler[] {
    return this.#resources.flatMap(({ auth, anon }) => auth ?? anon ?? [])
  }

  /** The document with absolute addresses. */
  at(origin: string): object {
    const located = (handler: DescribedHandler | null): object | null =>
      handler && { ...handler, uri: `${origin}${handler.path}` }
    const resources = this.#resources.map(({ name, anon, auth }) => ({
      name,
      anon: located(anon),
      auth: located(auth),
    }))
    const handlers = resources.flatMap(({ anon, auth }) => [anon, auth]).filter((handler) => handler !== null)
    return { doc: 'MAAS API', handlers, hash: this.hash, resources }
  }
}

function describeResource(
  resource: Resource,
  release: MaasRelease,
  nodes: Resource | undefined,
): DescribedResource[] {
  const path = resource.path.replaceAll('*}', '}')
  const facts = endpointFacts[path]
  if (!facts || facts.isHidden) return []
  const first = facts.describedSince ?? facts.since
  if ((first && !isFrom(release, first)) || (facts.goneIn && isFrom(release, facts.goneIn))) return []
  const name = `${facts.handler}Handler`
  if (resource.open) return [{ name, anon: describeHandler(name, path, resource.operations), auth: null }]
  const anonymous = nodeCollections.has(facts.handler) ? nodes : resource
  const anon = anonymous?.anonymous
    ? describeHandler(
        `Anon${anonymous === nodes ? 'Nodes' : facts.handler}Handler`,
        anonymous.path,
        anonymous.anonymous,
      )
    : null
  return [{ name, anon, auth: describeHandler(name, path, resource.operations) }]
}

function describeHandler(name: string, path: string, operations: Record<string, unknown>): DescribedHandler {
  const actions = Object.keys(operations).map((key): Action => {
    const [method = '', op = null] = key.split(' ')
    const doc = `${method} ${path}${op === null ? '' : `?op=${op}`}`
    return { name: op ?? restfulNames[method] ?? method, op, method, restful: op === null, doc }
  })
  const words = name.replace('Handler', '').match(/[A-Z]+(?![a-z])|[A-Z][a-z]*/g) ?? [name]
  return {
    actions: actions.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    doc: `The operations of ${words.join(' ')}.`,
    name,
    params: [...path.matchAll(/\{(\w+)\}/g)].map(([, param = '']) => param),
    path: `${root}${path}`,
  }
}
