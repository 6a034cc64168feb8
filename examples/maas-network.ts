// Describes the network of a machine: a bond over two cards, a bridge on it, a tagged VLAN, and fixed addresses. May run again.
// Needs MAAS_API_URL and MAAS_API_KEY of an admin. Run: npx tsx examples/maas-network.ts SYSTEM_ID
import { createMaasClient } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()
const id = process.argv[2] ?? ''

// What the machine is connected to: a tagged VLAN with a subnet.
const vlans = await maas.vlans.list(0)
const storage =
  vlans.find(({ vid }) => vid === 100) ?? (await maas.vlans.create(0, { vid: 100, name: 'storage' }))
const subnets = await maas.subnets.list()
if (!subnets.some(({ cidr }) => cidr === '10.100.0.0/24'))
  await maas.subnets.create({ cidr: '10.100.0.0/24', vlan: storage.id })

const plan = await maas.network.plan(
  id,
  {
    bonds: [{ name: 'bond0', parents: ['eth0', 'eth1'], bond_mode: '802.3ad', bond_lacp_rate: 'fast' }],
    bridges: [
      {
        name: 'br0',
        parent: 'bond0',
        links: [{ subnet: '10.10.0.0/24', ip_address: '10.10.0.70', default_gateway: true }],
      },
    ],
    // It is called bond0.100. Without a mode and an address, MAAS chooses one at each deployment.
    vlans: [{ parent: 'bond0', vid: 100, links: [{ subnet: '10.100.0.0/24' }] }],
  },
  // The address of eth0 has to go: it becomes a part of the bond.
  { replace: true },
)
console.log(plan.describe())
await plan.apply()

// One interface, in one call: a fixed address, DHCP, or one that MAAS chooses.
const [other] = (await maas.interfaces.list(id)).filter(({ name }) => name === 'eth2')
if (other !== undefined) {
  const { links } = await maas.interfaces.configure(id, 'eth2', { mode: 'dhcp', subnet: '10.10.0.0/24' })
  console.log(`eth2: ${links.map(({ mode }) => mode).join(', ')}`)
}
