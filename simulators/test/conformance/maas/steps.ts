import type { MaasSimulator } from '../../../src/maas/simulator.js'
import type { Signal } from '../../../src/maas/life/types.js'
import type { PowerState } from '../../../src/maas/state/types.js'
import { caller } from '../../maas/client.js'
import { isObject, type Names } from './names.js'

/**
 * What happened between two exchanges, one line each, with the recorded ids:
 *
 * - `POST machines/abc123/?op=abort name=value&other=2`: a request of the administrator, `bob POST ...`: of the user. One
 *   exchange in seven is not published; these are the ones whose effect shows. With ` => ADDRESS` the created object
 *   is the recorded one of that address; a second address is that of its virtual device.
 * - `node abc123 OK`: a report of the node to the metadata service, which is not part of the API.
 * - `bmc abc123 silent`: its BMC does not answer the next command. `bmc abc123 unknown`: it reported that state.
 * - `rack gone`, `rack back`: the connection of the rack.
 * - `soon`: the recorder did not wait here until the BMC had done what it was told before.
 */
export type Step = string

export const stepKinds = ['request', 'node', 'bmc', 'rack', 'soon'] as const
export type StepKind = (typeof stepKinds)[number]

export const kindOf = (step: Step): StepKind => {
  const [first = ''] = step.split(' ')
  return stepKinds.find((kind) => kind === first) ?? 'request'
}

export async function take(step: Step, simulator: MaasSimulator, names: Names): Promise<void> {
  const words = step.split(' ')
  const [, id = '', what = ''] = words.map((word) => names.translate(word))
  switch (kindOf(step)) {
    case 'soon':
      return
    case 'rack':
      simulator.state.rackConnected = words[1] === 'back'
      return
    case 'node':
      simulator.signal(id, what as Signal)
      return
    case 'bmc': {
      const machine = simulator.state.machine(id)
      if (what === 'silent') simulator.failNext('power', id)
      else if (machine) machine.powerState = what as PowerState
      return
    }
    case 'request':
      await request(step, simulator, names)
  }
}

async function request(step: Step, simulator: MaasSimulator, names: Names): Promise<void> {
  const [line = '', created] = step.split(' => ')
  const [method = '', path = '', form] = line.replace(/^bob /, '').split(' ')
  const user = line.startsWith('bob ') ? simulator.users.user : simulator.users.admin
  const fields = [...new URLSearchParams(form)].map(([name, value]): [string, string] => [
    name,
    names.field(name, value),
  ])
  const address = names.translate(`/MAAS/api/2.0/${path}`).replace('/MAAS/api/2.0/', '')
  const sent = method === 'GET' || (method === 'DELETE' && form === undefined) ? undefined : fields
  const { status, text, json } = await caller(simulator.url, user.apiKey)(method, address, sent)
  if (status >= 400) throw new Error(`${step}: ${status} ${text}`)
  const [object, device] = created?.split(' ') ?? []
  if (object === undefined || !isObject(json)) return
  names.learn(object, String(json['resource_uri']))
  const virtual = json['virtual_device']
  if (device !== undefined && isObject(virtual)) names.learn(device, String(virtual['resource_uri']))
}
