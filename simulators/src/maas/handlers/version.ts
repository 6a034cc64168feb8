import { lookup } from '../../lookup.js'
import { bareJson, pistonText } from '../replies/reply.js'
import { mandatory } from '../server/param-values.js'
import { adminOnly, refuse } from '../server/refusal.js'
import type { Params } from '../server/params.js'
import type { Resource, UserExchange } from '../server/router.js'
import type { PackageRepository } from '../state/extras.js'
import type { MaasState } from '../state/state.js'

const capabilities = [
  'networks-management',
  'static-ipaddresses',
  'ipv6-deployment-ubuntu',
  'devices-management',
  'storage-deployment-ubuntu',
  'network-deployment-ubuntu',
  'bridging-interface-ubuntu',
  'bridging-automatic-ubuntu',
  'authenticate-api',
]

/** Settings under names of older releases. */
const renamed: Readonly<Record<string, string>> = { ntp_server: 'ntp_servers' }

/** Settings that are package repositories since 2.1: the address of the repository. */
const repositoryOf = (state: MaasState, name: string): PackageRepository | undefined =>
  /^(main|ports)_archive$/.test(name)
    ? state.extras.repositories.find((repository) => repository.isDefault && repository.name === name)
    : undefined

function settingName(params: Params): string {
  const name = mandatory(params, 'name')
  return lookup(renamed, name) ?? name
}

function setConfig({ state, user, body }: UserExchange): unknown {
  if (!user.isAdmin) throw adminOnly()
  const name = settingName(body.post)
  const value = body.post.get('value')
  if (value === undefined) throw refuse(400, 'No provided value!')
  const repository = repositoryOf(state, name)
  if (repository) repository.url = value
  else state.settings.set(name, value)
  return pistonText(200, 'OK')
}

function getConfig({ state, query }: UserExchange): unknown {
  const name = settingName(query)
  return bareJson(repositoryOf(state, name)?.url ?? state.settings.get(name))
}

export const regionResources: Resource[] = [
  {
    path: 'version/',
    open: true,
    operations: { GET: ({ state }) => ({ capabilities, version: state.facts.version, subversion: '' }) },
  },
  {
    path: 'maas/',
    operations: {
      'GET get_config': getConfig,
      'POST set_config': setConfig,
    },
  },
]
