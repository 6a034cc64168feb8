import { expect, it } from 'vitest'
import type { MaasSimulator } from '../../src/maas/simulator.js'
import { checkForms, type Row } from './forms.js'

const required = ['This field is required.']
const manual = ["Can't set power type to manual without network interfaces"]

function nodes(sim: MaasSimulator): Record<string, string> {
  const { systemId, interfaces } = sim.addMachine({ hostname: 'node-1' })
  return { node: systemId, mac: interfaces[0]?.mac ?? '' }
}

it('a new machine is told everything that is wrong with it at once', async () => {
  await checkForms(
    [
      [
        'POST machines/',
        { power_type: 'manual' },
        {
          architecture: required,
          mac_addresses: required,
          power_type: manual,
        },
      ],
      [
        'POST machines/',
        {
          architecture: 'amd64/generic',
          power_type: 'manual',
          mac_addresses: ['x', '{mac}'],
          hostname: 'a'.repeat(300),
          zone: 'nowhere',
        },
        {
          hostname: [
            'Hostname is too long.  Maximum allowed is 255 characters.',
            'Ensure this value has at most 255 characters (it has 300).',
          ],
          mac_addresses: ["One or more MAC addresses is invalid. ('x' is not a valid MAC address.)"],
          power_type: manual,
          zone: ['Select a valid choice. That choice is not one of the available choices.'],
        },
      ],
      [
        'POST machines/',
        { architecture: 'amd64/generic', power_type: 'manual', mac_addresses: '{mac}' },
        { mac_addresses: ['MAC address {mac} already in use on node-1.'], power_type: manual },
      ],
      [
        'POST machines/',
        { architecture: 'amd64/generic', subarchitecture: 'x', mac_addresses: '52:54:00:aa:00:01' },
        'Subarchitecture cannot be specified twice.',
      ],
      [
        'POST machines/',
        {
          architecture: 'amd64',
          subarchitecture: 'generic',
          mac_addresses: '52:54:00:AA:00:01',
          power_type: 'manual',
        },
      ],
      [
        'PUT machines/{node}/',
        { hostname: '.' },
        { hostname: ['DNS name contains an empty label.', 'Nonexistant domain.'] },
      ],
      ['PUT machines/{node}/', { swap_size: '1GB' }, { swap_size: ['Invalid size for swap: 1GB'] }],
      ['PUT machines/{node}/', { swap_size: '1.5G' }, [500, "invalid literal for int() with base 10: '1.5'"]],
      ['PUT machines/{node}/', { swap_size: '2G', hostname: 'node-1.maas', domain: 'maas' }],
      ['PUT machines/{node}/', { domain: '99' }, [500, 'Domain matching query does not exist.']],
      ['PUT machines/{node}/', { domain: 'x' }, { domain: ['Unable to find domain x'] }],
      ['PUT machines/{node}/', { cpu_count: '1.5' }, { cpu_count: ['Enter a whole number.'] }],
      [
        'PUT machines/{node}/',
        { disable_ipv4: 'on' },
        { disable_ipv4: ['If specified, disable_ipv4 must be False.'] },
      ],
    ],
    nodes,
  )
})

it('power parameters are those of the power type', async () => {
  const put = 'PUT machines/{node}/'
  let sim: MaasSimulator | undefined
  await checkForms(
    [
      [
        put,
        {
          power_type: 'ipmi',
          power_parameters_power_driver: 'x',
          power_parameters_power_address: '10.0.0.9',
        },
        {
          power_parameters: ['power_driver: Select a valid choice. x is not one of the available choices.'],
        },
      ],
      [
        put,
        {
          power_type: 'virsh',
          power_parameters_power_address: 'qemu:///system',
          power_parameters_power_id: 'vm',
        },
      ],
    ],
    (started) => nodes((sim = started)),
  )
  expect(sim?.state.machines[0]?.powerParameters).toMatchObject({ power_pass: '' })
})

it('a device knows its domain by name', async () => {
  let sim: MaasSimulator | undefined
  await checkForms(
    [
      ['POST domains/', { name: 'lab' }],
      ['POST devices/', { hostname: 'printer' }, { mac_addresses: required }],
      ['POST devices/', { hostname: 'printer', domain: 'lab', mac_addresses: '52:54:00:bb:00:01' }],
      [
        'POST devices/',
        { hostname: 'printer', domain: 'nowhere', mac_addresses: '52:54:00:bb:00:02' },
        { domain: ['Unable to find domain nowhere'], hostname: ['Node with this Hostname already exists.'] },
      ],
    ],
    (started) => nodes((sim = started)),
  )
  expect(sim?.state.devices[0]).toMatchObject({
    domainId: sim?.state.domains.find(({ name }) => name === 'lab')?.id,
  })
})

it('options of a chassis belong to some kinds only', async () => {
  const add = (fields: Record<string, string>, expected: string): Row => [
    'POST machines/?op=add_chassis',
    { hostname: 'h', ...fields },
    expected,
  ]
  const user = { username: 'u', password: 'p' }
  await checkForms([
    add(
      { chassis_type: 'virsh', username: 'u' },
      'username can not be specified when using the virsh chassis.',
    ),
    add({ chassis_type: 'ucsm', username: 'u' }, 'No provided password!'),
    add(
      { chassis_type: 'sm15k', ...user, power_control: 'x' },
      "Invalid power_control: Value must be one of: ipmi; restapi; restapi2 (not 'x')",
    ),
    add(
      { chassis_type: 'virsh', power_control: 'ipmi' },
      'power_control is unavailable with the virsh chassis type',
    ),
    add({ chassis_type: 'virsh', port: '80' }, 'port is unavailable with the virsh chassis type'),
    add(
      { chassis_type: 'vmware', ...user, port: '0' },
      'Invalid port: Please enter a number that is 1 or greater',
    ),
    add(
      { chassis_type: 'ucsm', ...user, protocol: 'http' },
      'protocol is unavailable with the ucsm chassis type',
    ),
    add(
      { chassis_type: 'virsh', verify_ssl: 'maybe' },
      "Invalid verify_ssl: Value should be 'true' or 'false'",
    ),
  ])
})
