import { expect, it } from 'vitest'
import type { MaasSimulator } from '../../src/maas/simulator.js'
import { checkForms } from './forms.js'

const nics = 'nodes/{node}/interfaces/'
const choice = (value: string): string =>
  `Select a valid choice. ${value} is not one of the available choices.`

function machine(sim: MaasSimulator): Record<string, string> {
  const { systemId, interfaces } = sim.addMachine({ hostname: 'node-1' })
  const [first, second] = interfaces
  for (const nic of interfaces) nic.links = []
  return { node: systemId, eth0: String(first?.id), eth1: String(second?.id), mac: first?.mac ?? '' }
}

it('interfaces of every kind check their own fields and their parents', async () => {
  let sim: MaasSimulator | undefined
  const blank = ['This field cannot be blank.']
  await checkForms(
    [
      [
        `POST ${nics}?op=create_physical`,
        { mac_address: '{mac}', mtu: '1', name: 'a b', link_speed: '-1' },
        {
          mac_address: ['This MAC address is already in use by eth0 (physical) on node-1.'],
          mtu: ['Ensure this value is greater than or equal to 552.'],
          name: ['Enter a valid value.'],
          link_speed: ['Ensure this value is greater than or equal to 0.'],
        },
      ],
      [
        `POST ${nics}?op=create_physical`,
        { mac_address: '52:54:00:aa:00:01', name: 'a'.repeat(255), mtu: '70000' },
      ],
      [
        `POST ${nics}?op=create_physical`,
        { mac_address: '52:54:00:aa:00:02', name: 'a'.repeat(256) },
        { name: ['Ensure this value has at most 255 characters (it has 256).'] },
      ],
      [
        `POST ${nics}?op=create_bond`,
        {},
        {
          name: ['This field is required.'],
          parents: ['A bond interface must have one or more parents.'],
          mac_address: blank,
        },
      ],
      [
        `POST ${nics}?op=create_bond`,
        { name: 'bond0', parents: ['{eth0}', 'x'], bond_num_grat_arp: '256' },
        {
          parents: ['\u201Cx\u201D is not a valid value.'],
          bond_num_grat_arp: ['Ensure this value is less than or equal to 255.'],
          mac_address: blank,
        },
      ],
      [`POST ${nics}?op=create_bond`, { name: 'bond0', parents: '{eth0}', mac_address: '52:54:00:AA:00:0F' }],
      [
        `POST ${nics}?op=create_bridge`,
        { name: 'br0', parent: '{eth0}' },
        {
          parent: ["A bridge interface can't have a parent that is already in a bond or a bridge."],
          mac_address: blank,
        },
      ],
      [`POST ${nics}?op=create_bridge`, { name: 'br0', parent: '{eth1}', bridge_stp: 'maybe' }],
      [
        `POST ${nics}?op=create_vlan`,
        { parent: '{eth0}', vlan: '2' },
        {
          vlan: ['A VLAN interface can only belong to a tagged VLAN.'],
          parent: ["A VLAN interface can't have a parent that is already in a bond."],
        },
      ],
      [
        `PUT ${nics}br0/`,
        { parents: '99', bridge_type: 'wood' },
        {
          parent: [choice('99')],
          bridge_type: ["'wood' is not a valid bridge_type.  It should be one of: 'standard', 'ovs'."],
        },
      ],
      [`PUT ${nics}eth1/`, { name: '' }, { name: blank }],
    ],
    (started) => {
      sim = started
      return machine(started)
    },
  )
  const kept = sim?.machines[0]?.interfaces.filter(({ type }) => type !== 'physical')
  expect(kept?.map(({ name, mac, params }) => [name, mac, params['bridge_stp']])).toEqual([
    ['bond0', '52:54:00:AA:00:0F', undefined],
    ['br0', sim?.machines[0]?.interfaces[1]?.mac, false],
  ])
})

it('links need a mode that fits the subnet, the address and the gateway', async () => {
  const eth0 = `${nics}eth0/`
  await checkForms(
    [
      [
        `POST ${eth0}?op=link_subnet`,
        { mode: 'AUTO', force: 'maybe' },
        "Invalid force: Value should be 'true' or 'false'",
      ],
      [
        `POST ${eth0}?op=link_subnet`,
        { mode: 'static', subnet: '2', ip_address: 'x' },
        { ip_address: ['Enter a valid IPv4 or IPv6 address.'] },
      ],
      [
        `POST ${eth0}?op=link_subnet`,
        { mode: 'static', subnet: '2', ip_address: '10.10.0.210' },
        {
          ip_address: ['IP address is inside a dynamic range 10.10.0.200 to 10.10.0.250.'],
        },
      ],
      [
        `POST ${eth0}?op=link_subnet`,
        { mode: 'auto', default_gateway: 'true' },
        {
          subnet: ['This field is required.'],
          default_gateway: ['Subnet is required when default_gateway is True.'],
        },
      ],
      [
        `POST ${eth0}?op=link_subnet`,
        { mode: 'auto', subnet: 'nosuch' },
        {
          subnet: [
            'Select a valid choice. That choice is not one of the available choices.',
            'This field is required.',
          ],
        },
      ],
      [`POST ${eth0}?op=set_default_gateway`, {}, { __all__: ['This interface has no usable gateways.'] }],
      [`POST ${eth0}?op=unlink_subnet`, { id: '' }, { id: ['This field is required.'] }],
      [
        'POST nodes/{device}/interfaces/eth0/?op=link_subnet',
        { mode: 'AUTO' },
        {
          mode: ["'auto' is not a valid mode.  It should be one of: 'static'."],
        },
      ],
      [
        'POST nodes/{device}/interfaces/eth0/?op=link_subnet',
        { mode: 'STATIC', subnet: '2', ip_address: '10.10.0.70' },
      ],
    ],
    (sim) => {
      const names = machine(sim)
      const [template] = sim.state.machines
      if (!template) throw new Error('There is no machine')
      const [nic] = template.interfaces
      const interfaces = nic ? [{ ...nic, id: 1000, mac: '52:54:00:aa:00:10', links: [] }] : []
      sim.state.devices.push({
        ...template,
        systemId: 'device',
        hostname: 'dev',
        status: 'New',
        interfaces,
        parentId: null,
      })
      return { ...names, device: 'device' }
    },
  )
})
