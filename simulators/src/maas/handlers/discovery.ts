import { isIP } from 'node:net'
import { deleted, pistonText } from '../replies/reply.js'
import { integer, mandatory, stringBoolean } from '../server/param-values.js'
import { notFound, Refusal, refuse } from '../server/refusal.js'
import type { Resource, UserExchange } from '../server/router.js'
import { parseNetwork } from '../state/ip.js'

// The simulated networks have no discovery: the lists are empty.
const nothing = (): unknown => []

function clear({ user, body }: UserExchange): unknown {
  if (!user.isAdmin)
    throw new Refusal(pistonText(403, 'Must be an administrator to clear discovery entries.'))
  const wanted = ['mdns', 'neighbours', 'all'].map((name) => stringBoolean(body.post, name))
  if (!wanted.includes(true)) {
    const text =
      'Bad request: could not determine what data to clear.\nMust specify mdns=True, neighbours=True, or all=True.'
    throw new Refusal(pistonText(400, text))
  }
  return deleted()
}

function scan({ state, body }: UserExchange): unknown {
  const cidrs = body.post.all('cidr')
  for (const cidr of cidrs) {
    if (isIP(cidr) === 0 && !parseNetwork(cidr))
      throw refuse(400, 'Invalid cidr: Please enter a valid IP address (a.b.c.d) or IP network (a.b.c.d/e)')
  }
  const [force] = ['force', 'always_use_ping', 'slow'].map((name) => stringBoolean(body.post, name))
  integer(body.post, 'threads')
  if (cidrs.length === 0 && !force) {
    const lines = [
      'Bad request: scanning all subnets is not allowed unless force=True is specified.',
      '',
      '**WARNING: This will scan ALL networks attached to MAAS rack controllers.',
      'Check with your internet service provider or IT department to be sure this is',
      'allowed before proceeding.**',
      '',
    ]
    throw new Refusal(pistonText(400, lines.join('\n')))
  }
  const racks = [{ system_id: state.rackId, hostname: 'rack-a' }]
  return {
    result: 'Scanning is in-progress on all rack controllers.',
    scan_started_on: racks,
    scan_failed_on: [],
    scan_attempted_on: racks,
    failed_to_connect_to: [],
    rpc_call_timed_out_on: [],
    failures: [],
  }
}

export const discoveryResources: Resource[] = [
  {
    path: 'discovery/',
    operations: {
      GET: nothing,
      'GET by_unknown_mac': nothing,
      'GET by_unknown_ip': nothing,
      'GET by_unknown_ip_and_mac': nothing,
      'POST clear': clear,
      'POST clear_by_mac_and_ip': ({ body }) => {
        for (const name of ['ip', 'mac']) mandatory(body.post, name)
        throw new Refusal(pistonText(410, 'Gone'))
      },
      'POST scan': scan,
    },
  },
  {
    path: 'discovery/{discovery_id}/',
    operations: {
      GET: () => {
        throw notFound('Discovery')
      },
    },
  },
]
