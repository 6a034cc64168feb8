import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { codeOf, type Environment, envList, envValue } from '../core/env.js'
import { ConfigurationError } from '../core/errors.js'
import type { ClientEvents, Observable } from '../core/events.js'
import { describeObject } from '../core/inspect.js'
import { FacadeCaller } from './connection/caller.js'
import { ClientContext } from './connection/context.js'
import { Endpoint } from './connection/endpoint.js'
import { loginFromEnv } from './connection/login.js'
import { beginVerb } from './connection/verb.js'
import { type Facade, FacadeByName, type FacadeName } from './facade.js'
import { changeOptions, type JujuClientOptions } from './options.js'
import { type Clouds, CloudsOfController } from './resources/clouds.js'
import { type Model, ModelHandle } from './resources/model.js'
import { type Models, ModelsOfController } from './resources/models.js'

/** The user that is logged in, and the controller. */
export interface JujuIdentity {
  user: string
  /** `login` or `superuser`. */
  controllerAccess: string
  controllerUuid: string
  serverVersion: string
  /** The address of the connection. */
  address: string
}

/** A client of a Juju controller. It connects with the first call, and again after a connection has ended. */
export interface JujuClient extends Observable, AsyncDisposable {
  readonly models: Models
  readonly clouds: Clouds
  /**
   * A model, given as `owner/name`, `name` or UUID. Sends nothing until it is used.
   *
   * @example
   * await juju.model('admin/openstack').status()
   */
  model(name: string): Model
  /**
   * Logs in, if necessary, and returns the user and the controller.
   *
   * @example
   * const { controllerAccess } = await juju.whoami()
   */
  whoami(): Promise<JujuIdentity>
  /**
   * A facade of the controller, for calls without a separate method. With an explicit version, types are unknown.
   *
   * @example
   * const { clouds } = await juju.facade('Cloud').call('Clouds', {})
   */
  facade<Name extends FacadeName>(name: Name): Facade<Name>
  facade(name: string, version: number): Facade
  /**
   * A client with some options changed; absent options keep their value. It shares the connections of this one, and ends with it, unless
   * the changes are about connections (addresses, TLS, login).
   *
   * @example
   * const patient = juju.with({ timeoutMs: 600_000 })
   */
  with(options: Partial<JujuClientOptions>): JujuClient
  /**
   * Ends the connections; calls without a reply are rejected. A client that shares the connections of another one ends only its own
   * calls.
   *
   * @example
   * await juju.close()
   */
  close(): Promise<void>
}

class ControllerClient implements JujuClient {
  readonly models: Models
  readonly clouds: Clouds
  readonly #context: ClientContext
  readonly #endpoint: Endpoint
  readonly #caller: FacadeCaller

  constructor(context: ClientContext) {
    this.#context = context
    this.#endpoint = new Endpoint(context, { where: 'the controller', path: () => '/api' })
    this.#caller = new FacadeCaller(this.#endpoint)
    this.models = new ModelsOfController(this.#caller)
    this.clouds = new CloudsOfController(this.#caller)
  }

  model(name: string): Model {
    return new ModelHandle(this.#caller, name)
  }

  async whoami(): Promise<JujuIdentity> {
    const verb = beginVerb('whoami', undefined)
    const { facts, url } = await this.#endpoint.waitFor(
      (signal) => this.#endpoint.connection(verb, 'whoami', signal),
      verb,
      'whoami',
    )
    return {
      user: facts.user?.identity.replace(/^user-/, '') ?? this.#context.settings.login.username,
      controllerAccess: facts.user?.['controller-access'] ?? '',
      controllerUuid: facts.controllerTag.replace(/^controller-/, ''),
      serverVersion: facts.serverVersion,
      address: new URL(url).host,
    }
  }

  facade<Name extends string>(name: Name, version?: number): Facade<Name> {
    return new FacadeByName(this.#caller, name, version)
  }

  with(given: Partial<JujuClientOptions>): JujuClient {
    const { options, changes } = changeOptions('with', this.#context.options, given)
    return new ControllerClient(this.#context.derive(options, changes))
  }

  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void {
    return this.#context.events.on(name, listener)
  }

  close(): Promise<void> {
    return this.#context.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  [inspect.custom](): string {
    const { endpoints, login } = this.#context.settings
    return describeObject(
      'JujuClient',
      {
        addresses: endpoints.map((endpoint) => endpoint.replace(/^wss:\/\//, '')),
        username: login.username,
      },
      ['models', 'clouds', 'model', 'whoami', 'facade', 'with', 'on', 'close'],
    )
  }
}

/** Creates a client of a Juju controller. Sends nothing until the first call. Throws `ConfigurationError`. *
 * @example
 * await using juju = createJujuClient({ addresses: ['10.0.0.3:17070'], username: 'admin', password: 'secret', caCert: '-----BEGIN CERTIFICATE-----…' })
 */
export function createJujuClient(options: JujuClientOptions): JujuClient {
  return new ControllerClient(new ClientContext(options))
}

/**
 * Creates a client from environment variables:
 *
 * - `JUJU_CONTROLLER_ADDRESSES`: `HOST:PORT` of the controller, several separated by commas
 * - `JUJU_USERNAME`: the user, such as `admin`
 * - `JUJU_PASSWORD`: the user's password
 * - `JUJU_CA_CERT`, optional: the controller's CA certificate, as PEM text or the path of a PEM file
 *
 * @param env environment variables; default: `process.env`
 * @param overrides options that replace what the variables say
 * @throws ConfigurationError naming the missing variables, or the file that cannot be read
 * @example
 * await using juju = createJujuClient.fromEnv()
 */
createJujuClient.fromEnv = (
  env: Environment = process.env,
  overrides: Partial<JujuClientOptions> = {},
): JujuClient => {
  const { login, variables } = loginFromEnv(env, ['JUJU_CONTROLLER_ADDRESSES'])
  const caCert = envValue(env, 'JUJU_CA_CERT')
  const fromEnv: JujuClientOptions = {
    addresses: envList(variables.JUJU_CONTROLLER_ADDRESSES),
    ...login,
    ...(caCert === undefined ? {} : { caCert: pemOf(caCert) }),
  }
  return createJujuClient(changeOptions('createJujuClient.fromEnv', fromEnv, overrides).options)
}

function pemOf(text: string): string {
  if (text.includes('-----BEGIN')) return text
  try {
    return readFileSync(text, 'utf8')
  } catch (cause) {
    throw new ConfigurationError({
      system: 'juju',
      operation: 'createJujuClient.fromEnv',
      // Neither the text nor its error, which quotes it: it may be a secret.
      summary: `JUJU_CA_CERT is neither a certificate nor a readable file (${codeOf(cause)})`,
      hint: 'Set it to the PEM text, or to the path of a PEM file',
    })
  }
}
