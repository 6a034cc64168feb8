import type { JujuClient } from '../juju/index.js'
import { checkFields, checkType, type Form } from '../core/arguments.js'
import { ConfigurationError } from '../core/errors.js'
import { anyRedactor, Redactor } from '../core/redact.js'
import { withoutTrailingSlashes } from '../core/text.js'
import { RpcError } from '../juju/index.js'

/** A MAAS as a cloud of a Juju controller. */
export interface MaasCloud {
  /** Name of the cloud in Juju. */
  name: string
  /** URL of the MAAS, ending in `/MAAS`. */
  url: string
  /** The API key with which Juju requests machines from MAAS. */
  apiKey: string
  /**
   * Name of the credential in Juju.
   * @default the name of the cloud
   */
  credential?: string
}

const cloudForm: Form<MaasCloud> = { name: 'string', url: 'string', apiKey: 'string', credential: 'string' }

/**
 * Adds a MAAS to a Juju controller: its cloud, unless it exists, and its credential, which is replaced if it exists.
 *
 * @returns cloud and credential for `juju.models.add`
 * @throws ConfigurationError for a URL or an API key that createMaasClient refuses
 * @throws RpcError when the controller refuses, with reason `already-exists` when another cloud has this name
 *
 * @example
 * const where = await connectMaas(juju, { name: 'lab', url: 'http://10.0.0.2:5240/MAAS', apiKey: 'consumer:token:secret' })
 * await juju.models.add('openstack', where)
 */
export async function connectMaas(
  juju: JujuClient,
  cloud: MaasCloud,
): Promise<{ cloud: string; credential: string }> {
  checkType('stack', 'stack.connectMaas', 'juju', 'object', juju)
  checkFields('stack', 'stack.connectMaas', cloudForm, cloud)
  const { name, apiKey, credential = name } = cloud
  // Checks both before the cloud is added; it sends nothing. Loaded here, because most programs of this entry point do without.
  const { createMaasClient } = await import('../maas/index.js')
  await createMaasClient({ url: cloud.url, apiKey }).close()
  const key = new Redactor().ofCall({ params: { apiKey } })
  if ([name, credential].some((text) => key.text(text) !== text))
    throw new ConfigurationError({
      system: 'stack',
      operation: 'stack.connectMaas',
      summary: 'stack.connectMaas: a name contains the API key, and Juju shows names to everybody',
      hint: 'Pass the key as apiKey, and another name',
    })
  const url = cloud.url.trim()
  try {
    await juju.clouds.addMaas(name, url, { force: true })
  } catch (error) {
    if (!(error instanceof RpcError) || error.reason !== 'already-exists') throw error
    const known = await juju.clouds.get(name)
    if (known.type !== 'maas' || withoutTrailingSlashes(known.endpoint ?? '') !== withoutTrailingSlashes(url))
      throw new RpcError({
        system: 'stack',
        operation: 'stack.connectMaas',
        redactor: anyRedactor.ofCall({ params: cloud }),
        summary: `stack.connectMaas failed: Juju already has a cloud named ${name}, ${known.type === 'maas' ? 'the MAAS' : known.type} at ${known.endpoint ?? 'no address'} instead of the MAAS at ${url}`,
        hint: 'Use another name for the cloud',
        cause: error,
        facade: error.facade,
        version: error.version,
        method: error.method,
        rpcCode: error.rpcCode,
        serverMessage: error.serverMessage,
        reason: error.reason,
      })
  }
  await juju.clouds.setMaasCredential(name, credential, apiKey)
  return { cloud: name, credential }
}
