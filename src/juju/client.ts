import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { type Environment, requireEnv } from '../core/env.js'
import { ConfigurationError } from '../core/errors.js'
import type { ClientEvents } from '../core/events.js'
import { describeObject } from '../core/inspect.js'
import { Clouds } from './resources/clouds.js'
import { Facade } from './facade.js'
import { Link } from './connection/endpoint.js'
import { Model } from './resources/model.js'
import { Models } from './resources/models.js'
import type { JujuClientOptions } from './options.js'
import { Session } from './connection/context.js'

/** Who is logged in where. */
export interface JujuIdentity {
  user: string
  /** `login` or `superuser`. */
  controllerAccess: string
  controllerUuid: string
  serverVersion: string
  /** The address that answered. */
  address: string
}

/** A client of a Juju controller. It connects with the first call, and again when a connection has ended. */
class JujuClient {
  readonly models: Models
  readonly clouds: Clouds
  readonly #session: Session
  readonly #controller: Link

  constructor(options: JujuClientOptions) {
    this.#session = new Session(options)
    this.#controller = new Link(this.#session, { where: 'the controller', path: () => '/api' })
    this.models = new Models(this.#controller)
    this.clouds = new Clouds(this.#controller)
  }

  /** A model, given as `owner/name`, `name` or UUID. Nothing is sent before it is used. */
  model(name: string): Model {
    return new Model(this.#session, this.#controller, this.models, name)
  }

  /** Logs in if that is still to be done, and says as whom and where. */
  async whoami(): Promise<JujuIdentity> {
    const { facts, url } = await this.#controller.connection()
    return {
      user: facts.user?.identity.replace(/^user-/, '') ?? this.#session.settings.username,
      controllerAccess: facts.user?.['controller-access'] ?? '',
      controllerUuid: facts.controllerTag.replace(/^controller-/, ''),
      serverVersion: facts.serverVersion,
      address: new URL(url).host,
    }
  }

  /** A facade on the controller's connection, for what has no method of its own here. With a version of your own nothing is known of its types. */
  facade<Name extends string>(name: Name): Facade<Name>
  facade(name: string, version: number): Facade
  facade(name: string, version?: number): Facade {
    return new Facade(this.#controller, name, version)
  }

  /** Another client with some options changed; it has connections of its own. */
  with(options: Partial<JujuClientOptions>): JujuClient {
    return new JujuClient({ ...this.#session.options, ...options })
  }

  /** Calls `listener` for each event of this name; the returned function ends it. */
  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void {
    return this.#session.events.on(name, listener)
  }

  /** Ends all connections; calls that have no reply yet are rejected. */
  close(): Promise<void> {
    return this.#session.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  [inspect.custom](): string {
    const { endpoints, username } = this.#session.settings
    return describeObject(
      'JujuClient',
      { addresses: endpoints.map((endpoint) => endpoint.replace(/^wss:\/\//, '')), username },
      ['models', 'clouds', 'model', 'whoami', 'facade', 'with', 'on', 'close'],
    )
  }
}

export type { JujuClient }

/** Makes a client of a Juju controller. Nothing is sent before the first call. Throws `ConfigurationError`. */
export function createJujuClient(options: JujuClientOptions): JujuClient {
  return new JujuClient(options)
}

/**
 * Makes a client from `JUJU_CONTROLLER_ADDRESSES` (a comma between two), `JUJU_USERNAME`, `JUJU_PASSWORD` and `JUJU_CA_CERT` (PEM, or
 * the path of a file with it). Throws `ConfigurationError` that names what is missing.
 */
createJujuClient.fromEnv = (
  env: Environment = process.env,
  overrides: Partial<JujuClientOptions> = {},
): JujuClient => {
  const needed = requireEnv('juju', env, ['JUJU_CONTROLLER_ADDRESSES', 'JUJU_USERNAME', 'JUJU_PASSWORD'])
  const caCert = env.JUJU_CA_CERT
  return new JujuClient({
    addresses: needed.JUJU_CONTROLLER_ADDRESSES.split(',').map((address) => address.trim()),
    username: needed.JUJU_USERNAME,
    password: needed.JUJU_PASSWORD,
    ...(caCert === undefined || caCert === '' ? {} : { caCert: pemOf(caCert) }),
    ...overrides,
  })
}

function pemOf(text: string): string {
  if (text.includes('-----BEGIN')) return text
  try {
    return readFileSync(text, 'utf8')
  } catch (cause) {
    throw new ConfigurationError({
      system: 'juju',
      cause,
      summary: `JUJU_CA_CERT is neither a certificate nor a file that can be read: ${text}`,
      hint: 'Set it to the PEM text, or to the path of a file with it',
    })
  }
}
