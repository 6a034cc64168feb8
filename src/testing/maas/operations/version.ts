import { bareJson } from '../reply.js'
import { refuse } from '../reply.js'
import { formBoolean, mandatory } from '../booleans.js'
import { adminOnly, invalid, pistonText } from '../reply.js'
import type { Resource, UserExchange } from '../router.js'

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

function getConfig({ world, query }: UserExchange): unknown {
  const name = mandatory(query, 'name')
  if (!world.settings.has(name)) throw invalid({ [name]: [`${name} is not a valid config setting (valid settings are: ${[...world.settings.keys()].join(', ')}).`] })
  return bareJson(world.settings.get(name))
}

function setConfig({ world, user, body }: UserExchange): unknown {
  if (!user.isAdmin) throw adminOnly()
  const name = mandatory(body.post, 'name')
  const value = body.post.get('value')
  if (value === undefined) throw refuse(400, 'No provided value!')
  if (!world.settings.has(name)) throw invalid({ [name]: [`${name} is not a valid config setting (valid settings are: ${[...world.settings.keys()].join(', ')}).`] })
  world.settings.set(name, typeof world.settings.get(name) === 'boolean' ? formBoolean(value) : value)
  return pistonText(200, 'OK')
}

export const regionResources: Resource[] = [
  { path: 'version/', open: true, operations: { GET: () => ({ capabilities, version: '3.4.10', subversion: '' }) } },
  { path: 'maas/', operations: { 'GET get_config': getConfig, 'POST set_config': setConfig } },
]
