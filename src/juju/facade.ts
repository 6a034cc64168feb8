import { ConfigurationError } from '../core/errors.js'
import type { RpcOperation } from '../core/operations.js'
import type { RequestOptions } from '../core/options.js'
import type { Pending } from '../core/reply.js'
import { facadeReleases } from './generated/releases.js'
import type { Link } from './link.js'

/** A facade by its name, for what has no method of its own here. Parameters and replies are the wire's. */
export class Facade {
  readonly name: string
  readonly #link: Link
  readonly #versions: readonly number[]
  readonly #operations = new Map<string, RpcOperation>()

  constructor(link: Link, name: string, version?: number) {
    this.name = name
    this.#link = link
    this.#versions = version === undefined ? knownVersions(name) : [version]
    if (this.#versions.length === 0)
      throw new ConfigurationError({ system: 'juju', summary: `No version of the facade ${name} is known here`, hint: `Say which one to call: facade('${name}', 1)` })
  }

  /** Calls a method, with the newest version that both sides know unless one was given. It is repeated only if `idempotent` says that it may. */
  call<T = unknown>(method: string, params: object = {}, options?: RequestOptions): Pending<T> {
    return this.#link.send<T>(this.#operation(method), params, options)
  }

  #operation(method: string): RpcOperation {
    const known = this.#operations.get(method)
    if (known !== undefined) return known
    const operation = { id: `${this.name}.${method}`, facade: this.name, method, versions: this.#versions, idempotent: false }
    this.#operations.set(method, operation)
    return operation
  }
}

function knownVersions(name: string): number[] {
  const known = Object.values(facadeReleases).flatMap((release) => Object.values(release).flatMap((facades: Record<string, readonly number[]>) => facades[name] ?? []))
  return [...new Set(known)]
}
