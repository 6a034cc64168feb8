import type { Form } from '../../core/arguments.js'
import { ConfigurationError } from '../../core/errors.js'
import type { DeployFromRepositoryArg, DeployFromRepositoryResult } from '../generated/facades/application.js'
import type { RpcErrorValue } from '../generated/facades/common.js'
import { baseValue } from '../syntax/base.js'
import { configYaml } from '../syntax/config-yaml.js'
import { constraintsValue } from '../syntax/constraints.js'
import { readPlacements } from '../syntax/placement.js'
import { storageValue } from '../syntax/storage.js'
import type { ApplicationDeployParams, DeployedApplication } from './applications.js'
import { hubName } from './charms.js'

export const deployForm: Form<ApplicationDeployParams> = {
  name: 'string',
  channel: 'string',
  revision: 'int',
  base: 'string',
  units: 'int',
  to: 'string | string[]',
  config: 'map<string | number | bool>',
  constraints: 'string | object',
  trust: 'bool',
  bindings: 'map<string>',
  storage: 'map<string>',
  resources: 'map<int | string>',
  force: 'bool',
  dryRun: 'bool',
}

/** The argument of `Application.DeployFromRepository`. Throws `ConfigurationError`. */
export function deployArg(charm: string, params: ApplicationDeployParams): DeployFromRepositoryArg {
  const { name } = params
  const charmName = hubName(charm, 'applications.deploy', 'Deploy it with juju deploy')
  const { count, placements } = readPlacements('applications.deploy', params.to, {
    name: 'units',
    count: params.units ?? 1,
    minimum: 0,
  })
  if (params.revision !== undefined && params.channel === undefined)
    throw new ConfigurationError({
      system: 'juju',
      operation: 'applications.deploy',
      summary: 'applications.deploy needs a channel together with a revision',
      hint: 'Pass the channel from which the application is refreshed later',
    })
  return {
    CharmName: charmName,
    ApplicationName: name ?? '',
    ConfigYAML: configYaml(name ?? charmName, params.config ?? {}),
    Cons: constraintsValue(params.constraints),
    DryRun: params.dryRun ?? false,
    Trust: params.trust ?? false,
    'num-units': count,
    ...(placements.length === 0 ? {} : { Placement: placements }),
    ...(params.channel === undefined ? {} : { channel: params.channel }),
    ...(params.revision === undefined ? {} : { revision: params.revision }),
    ...(params.base === undefined ? {} : { base: baseValue(params.base) }),
    ...(params.bindings === undefined ? {} : { 'endpoint-bindings': { ...params.bindings } }),
    ...(params.storage === undefined
      ? {}
      : {
          storage: Object.fromEntries(
            Object.entries(params.storage).map(([key, text]) => [key, storageValue(text)]),
          ),
        }),
    ...(params.resources === undefined
      ? {}
      : {
          resources: Object.fromEntries(
            Object.entries(params.resources).map(([key, revision]) => [key, String(revision)]),
          ),
        }),
    ...(params.force === undefined ? {} : { force: params.force }),
  }
}

export function deployedApplication(
  name: string,
  result: DeployFromRepositoryResult | undefined,
): DeployedApplication {
  const info = result?.Info
  return {
    name: info?.name ?? name,
    channel: info?.['effective-channel'] ?? info?.channel ?? '',
    revision: info?.revision ?? 0,
    base: info?.base === undefined ? '' : `${info.base.name}@${info.base.channel}`,
    architecture: info?.architecture ?? '',
    pendingUploads: (result?.PendingResourceUploads ?? []).map(({ Name, Filename, Type }) => ({
      name: Name,
      filename: Filename,
      type: Type,
    })),
  }
}

/** A hint for an error of the controller, if known. */
export function deployHint({ message }: RpcErrorValue, charm: string): string | undefined {
  if (message.endsWith('already exists')) return 'Use another name, or see status() for the existing one'
  if (message.includes('No charm or bundle with name')) return `Look for ${charm} on charmhub.io`
  if (message.includes('unknown option '))
    return `See charmhub.io/${charm.replace(/^ch:/, '')}/configurations for its options`
  if (message.includes('not started, please retry'))
    return 'See status(): the reply is the same for a machine that does not exist; addUnit accepts one that has not started'
  return undefined
}
