import type { RequestOptions } from '../../core/options.js'
import type { Fabric, MaasFabrics } from '../generated/api2/fabrics.js'
import type { Interface, InterfaceParams, GeneratedMaasInterfaces } from '../generated/api2/interfaces.js'
import type { GeneratedMaasMachines, Machine } from '../generated/api2/machines.js'
import type { MaasSubnets, Subnet } from '../generated/api2/subnets.js'
import type { MaasUsers } from '../generated/api2/users.js'
import type { Vlan } from '../generated/api2/vlans.js'

/** The resources that a network plan uses. */
export interface NetworkResources {
  machines: GeneratedMaasMachines
  users: MaasUsers
  fabrics: MaasFabrics
  subnets: MaasSubnets
  interfaces: GeneratedMaasInterfaces
}

/** The network of a machine, and what it may be connected to. */
export interface NetworkState {
  machine: Machine
  isAdmin: boolean
  username: string
  interfaces: readonly Interface[]
  subnets: readonly Subnet[]
  vlans: readonly Vlan[]
}

export async function readNetwork(
  { machines, users, fabrics, subnets }: NetworkResources,
  systemId: string,
  request: RequestOptions,
): Promise<NetworkState> {
  const [machine, me, allFabrics, allSubnets] = await Promise.all([
    machines.get(systemId, request),
    users.whoami(request),
    fabrics.list(request).toArray(),
    subnets.list(request).toArray(),
  ])
  return {
    machine,
    isAdmin: me.is_superuser,
    username: me.username,
    interfaces: machine.interface_set,
    subnets: allSubnets,
    vlans: allFabrics.flatMap((fabric: Fabric) => fabric.vlans),
  }
}

/** What was set on an interface; MAAS sends an empty text where nothing was. */
export const settingsOf = ({ params }: Interface): InterfaceParams =>
  typeof params === 'object' && params !== null ? params : {}
