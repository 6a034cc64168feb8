import { bareJson, pistonText } from '../replies/reply.js'
import { mandatory } from '../server/param-values.js'
import { adminOnly, refuse } from '../server/refusal.js'
import type { Resource, UserExchange } from '../server/router.js'

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

function setConfig({ state, user, body }: UserExchange): unknown {
  if (!user.isAdmin) throw adminOnly()
  const name = mandatory(body.post, 'name')
  const value = body.post.get('value')
  if (value === undefined) throw refuse(400, 'No provided value!')
  state.settings.set(name, value)
  return pistonText(200, 'OK')
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
      'GET get_config': ({ state, query }) => bareJson(state.settings.get(mandatory(query, 'name'))),
      'POST set_config': setConfig,
    },
  },
]
