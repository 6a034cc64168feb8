import type { JujuClient } from '../juju/index.js'
import { ConfigurationError, RpcError } from '../juju/index.js'

/** A MAAS as a cloud of a Juju controller. */
export interface MaasCloud {
  /** Name of the cloud in Juju. */
  name: string
  /** URL of the MAAS, ending in `/MAAS`. */
  url: string
  /** The API key with which Juju asks MAAS for machines. */
  apiKey: string
  /**
   * Name of the credential in Juju.
   * @default the name of the cloud
   */
  credential?: string
}

/**
 * Makes a MAAS known to a Juju controller: its cloud, unless it has it already, and its credential, which is replaced.
 *
 * @returns what `juju.models.add` takes to make a model there
 * @throws RpcError when the controller refuses, ConfigurationError when it has another cloud of this name
 */
export async function connectMaas(
  juju: JujuClient,
  cloud: MaasCloud,
): Promise<{ cloud: string; credential: string }> {
  const { name, url, apiKey, credential = name } = cloud
  try {
    await juju.clouds.addMaas(name, url, { force: true })
  } catch (error) {
    if (!(error instanceof RpcError) || error.reason !== 'already-exists') throw error
    const known = await juju.clouds.get(name)
    if (known.type !== 'maas' || withoutSlash(known.endpoint ?? '') !== withoutSlash(url))
      throw new ConfigurationError({
        system: 'stack',
        operation: 'stack.connectMaas',
        summary: `Juju has a cloud ${name} already, which is ${known.type === 'maas' ? 'the MAAS' : known.type} at ${known.endpoint ?? 'no address'} and not the MAAS at ${url}`,
        hint: 'Give the cloud another name',
      })
  }
  await juju.clouds.setMaasCredential(name, credential, apiKey)
  return { cloud: name, credential }
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '')
