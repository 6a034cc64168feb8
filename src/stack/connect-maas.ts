import type { JujuClient } from '../juju/index.js'
import { RpcError } from '../juju/index.js'

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
 * @throws RpcError when the controller refuses, ConfigurationError when a cloud of this name is something else
 */
export async function connectMaas(juju: JujuClient, cloud: MaasCloud): Promise<{ cloud: string; credential: string }> {
  const credential = cloud.credential ?? cloud.name
  try {
    await juju.clouds.addMaas(cloud.name, cloud.url, { force: true })
  } catch (error) {
    if (!(error instanceof RpcError) || error.reason !== 'already-exists') throw error
  }
  await juju.clouds.setMaasCredential(cloud.name, credential, cloud.apiKey)
  return { cloud: cloud.name, credential }
}
