import { expect, it } from 'vitest'
import { flag, maybe, text, whole } from '../../src/maas/forms/fields.js'
import { Invalid, readForm } from '../../src/maas/forms/form.js'
import { Params } from '../../src/maas/server/params.js'
import { checkForms } from './forms.js'

const required = ['This field is required.']
const long = (limit: number): string => 'a'.repeat(limit + 1)
const tooLong = (limit: number): string[] => [
  `Ensure this value has at most ${limit} characters (it has ${limit + 1}).`,
]

it('a form keeps what is absent, clears what is empty and tells all messages together', () => {
  const fields = {
    name: text({ required: true, max: 3, pattern: /^\w+$/ }),
    comment: text({ fallback: 'none' }),
    size: whole({ min: 2, fallback: 4 }),
    on: flag(true),
    tri: maybe(null),
  }
  expect(readForm(new Params([['name', ' a ']]), fields)).toEqual({
    name: 'a',
    comment: 'none',
    size: 4,
    on: true,
    tri: null,
  })
  const current = { name: 'b', comment: 'c', size: 5, on: true, tri: true }
  const sent = new Params(Object.entries({ comment: '', size: '', on: '0', tri: 'maybe' }))
  expect(readForm(sent, fields, { current })).toEqual({ ...current, comment: '', on: true })
  const wrong = new Params(Object.entries({ name: 'a b!c', size: '1', on: 'FALSE' }))
  const read = (): unknown =>
    readForm(wrong, fields, { refuse: (errors) => new Invalid(JSON.stringify(errors)) })
  expect(read).toThrow(
    JSON.stringify({
      name: ['Ensure this value has at most 3 characters (it has 5).', 'Enter a valid value.'],
      size: ['Ensure this value is greater than or equal to 2.'],
    }),
  )
})

it('tags, zones and pools', async () => {
  await checkForms([
    [
      'POST tags/',
      { name: long(256), definition: '//a[' },
      { name: tooLong(256), definition: ['Invalid xpath expression: Invalid expression'] },
    ],
    ['POST tags/', { name: 't', kernel_opts: 'a b' }],
    ['PUT tags/t/', { name: '' }, { name: required }],
    ['PUT tags/t/', { name: 'a.b' }, { name: ['Enter a valid value.'] }],
    ['POST zones/', { name: '-a' }, { name: ['Enter a valid value.'] }],
    ['POST zones/', { name: 'süd 1' }],
    ['POST zones/', { name: long(256) }, { name: tooLong(256) }],
    ['PUT zones/default/', { name: 'süd 1' }, { name: ['Physical zone with this Name already exists.'] }],
    ['POST resourcepools/', { name: ' ', description: 'd' }, { name: required }],
    ['POST resourcepools/', { name: 'p ' }],
    ['POST resourcepools/', { name: 'p' }, { name: ['Resource pool with this Name already exists.'] }],
  ])
})

it('notifications, DHCP snippets and package repositories', async () => {
  await checkForms(
    [
      ['POST notifications/', { message: 'x', ident: long(40), category: '' }, { ident: tooLong(40) }],
      ['POST notifications/', { message: 'x', context: '[1]' }, { context: ['Context is not a mapping.'] }],
      ['POST notifications/', { message: 'x {' }, { __all__: ['Notification cannot be rendered.'] }],
      ['POST notifications/', { message: '{{x}} {a}', context: '{"a": 1}' }],
      ['POST dhcp-snippets/', { name: long(255), value: 'x' }, { name: tooLong(255) }],
      ['POST dhcp-snippets/', { name: 'a', value: 'x', subnet: 'cidr:10.10.0.0/24' }],
      [
        'POST dhcp-snippets/',
        { name: 'b', value: 'x', subnet: '99' },
        { subnet: ['None found with id=99.'] },
      ],
      ['PUT dhcp-snippets/1/', { node: 'node-1' }],
      ['PUT dhcp-snippets/1/', { global_snippet: 'true' }],
      [
        'POST package-repositories/',
        { name: 'a', url: 'http://nodot/' },
        { url: ['Enter a valid repository URL or PPA location.'] },
      ],
      [
        'POST package-repositories/',
        { name: 'a', url: 'http://archive.example/', arches: 'amd64,vax', disabled_components: 'universe' },
        {
          disabled_components: ["This is a custom repository. Please update 'components' instead."],
          arches: [
            "'vax' is not a valid architecture. Known architectures: amd64, arm64, armhf, i386, ppc64el, s390x",
          ],
        },
      ],
      [
        'PUT package-repositories/1/',
        { components: 'main' },
        { components: ["This is a default Ubuntu repository. Please update 'disabled_components' instead."] },
      ],
      ['PUT package-repositories/1/', { disabled_components: ['universe', 'multiverse'] }],
      ['PUT package-repositories/1/', { disabled_components: '' }],
    ],
    (sim) => ({ id: sim.addMachine({ hostname: 'node-1' }).systemId }),
  )
})

it('fabrics, VLANs, spaces and subnets', async () => {
  const reserved = 'Reserved space name.'
  await checkForms(
    [
      ['POST fabrics/', { name: 'f', class_type: '-' }, { class_type: ['Enter a valid value.'] }],
      ['POST fabrics/', { name: 'f', class_type: '10g' }],
      ['PUT fabrics/name:f/', { name: 'fabric-0' }, { name: ['Reserved fabric name.'] }],
      ['POST spaces/', { name: 'undefined' }, { name: [reserved] }],
      ['POST spaces/', { name: 'dmz' }],
      ['POST fabrics/f/vlans/', { vid: '10', mtu: '70000' }, { mtu: ['MTU must be between 552 and 65535.'] }],
      [
        'POST fabrics/f/vlans/',
        { vid: '10', name: '!', space: '99' },
        { name: ['Enter a valid value.'], space: ['None found with id=99.'] },
      ],
      [
        'POST fabrics/f/vlans/',
        { vid: '10', dhcp_on: '0' },
        { dhcp_on: ['dhcp can only be turned on when a dynamic IP range is defined.'] },
      ],
      ['POST fabrics/f/vlans/', { vid: '10', space: 'name:dmz' }],
      // A VLAN is no relay to itself, and a relay has none.
      [
        'PUT fabrics/f/vlans/10/',
        { relay_vlan: '{own}' },
        { relay_vlan: ['Select a valid choice. That choice is not one of the available choices.'] },
      ],
      [
        'PUT vlans/2/',
        { secondary_rack: '{rack}' },
        { __all__: ['{rack} is already set as the primary rack controller'] },
      ],
      [
        'PUT vlans/2/',
        { relay_vlan: '3' },
        { relay_vlan: ['Select a valid choice. That choice is not one of the available choices.'] },
      ],
      [
        'PUT fabrics/f/vlans/10/',
        { vid: '0' },
        { __all__: ['A VLAN with the specified VID already exists in the destination fabric.'] },
      ],
      ['POST subnets/', { cidr: '0.0.0.0/0' }, { cidr: ['Prefix length must be greater than 0.'] }],
      [
        'POST subnets/',
        { cidr: '10.20.0.0/24', gateway_ip: 'x', rdns_mode: '3', vid: '4095' },
        {
          vid: ['Ensure this value is less than or equal to 4094.'],
          rdns_mode: ['Select a valid choice. 3 is not one of the available choices.'],
          gateway_ip: ['Enter a valid IPv4 or IPv6 address.'],
        },
      ],
      [
        'POST subnets/',
        { cidr: '10.20.0.0/24', vid: '77' },
        { vid: ['No VLAN with vid 77 in default fabric.'] },
      ],
      [
        'POST subnets/',
        { cidr: '10.20.0.0/24', space: 'dmz' },
        { space: ['Spaces may no longer be set on subnets. Set the space on the underlying VLAN.'] },
      ],
      [
        'POST subnets/',
        { cidr: '10.20.0.0/24', fabric: '2', vid: '10', name: 'a!' },
        { name: ['Enter a valid value.'] },
      ],
      // A fabric by its name, as its users write it, or by id.
      ['POST subnets/', { cidr: '10.20.0.0/24', fabric: 'f', vid: '10' }],
      ['GET subnets/fabric:f/', {}],
      ['GET subnets/vid:0xa/', {}],
      ['GET subnets/cidr:10.20.0.9%2F24/', {}],
      [
        'DELETE subnets/2/',
        {},
        'Cannot delete a subnet that is actively servicing a dynamic IP range. (Delete the dynamic range or disable DHCP first.)',
      ],
      [
        'DELETE fabrics/1/',
        {},
        "Can't delete fabric; the following interfaces are still connected: eth0 (physical) on node-1, eth1 (physical) on node-1",
      ],
      ['DELETE fabrics/f/vlans/10/', {}],
    ],
    (sim) => {
      const machine = sim.addMachine({ hostname: 'node-1' })
      for (const nic of machine.interfaces.slice(0, 1)) nic.vlanId = 3
      return { rack: sim.state.rackId, own: '6' }
    },
  )
})

it('address ranges and static routes', async () => {
  const outside = ['IP addresses must be within subnet: 10.10.0.0/24.']
  await checkForms([
    [
      'POST ipranges/',
      { type: 'reserved', start_ip: 'x', end_ip: '10.10.0.9' },
      {
        subnet: required,
        start_ip: [
          'Enter a valid IPv4 or IPv6 address.',
          'Start IP address and end IP address are both required.',
        ],
        end_ip: ['Start IP address and end IP address are both required.'],
      },
    ],
    [
      'POST ipranges/',
      { subnet: '2', type: 'reserved', start_ip: '10.11.0.1', end_ip: '10.11.0.9', comment: long(255) },
      { start_ip: outside, end_ip: outside, comment: tooLong(255) },
    ],
    [
      'POST ipranges/',
      { type: 'reserved', start_ip: '10.10.0.254', end_ip: '10.10.0.255' },
      { end_ip: ['Broadcast address cannot be included in IP range.'] },
    ],
    ['POST subnets/', { cidr: '10.20.0.0/24' }],
    ['POST subnets/', { cidr: 'fd00:1::/64' }],
    [
      'POST ipranges/',
      { type: 'dynamic', start_ip: 'fd00:1::1', end_ip: 'fd00:1::9' },
      {
        start_ip: ['IPv6 dynamic range must be at least 256 addresses in size.'],
        end_ip: ['IPv6 dynamic range must be at least 256 addresses in size.'],
      },
    ],
    [
      'POST static-routes/',
      { source: '2', destination: '4', gateway_ip: '10.10.0.1' },
      { __all__: ['source and destination must be the same IP version.'] },
    ],
    [
      'POST static-routes/',
      { source: 'cidr:10.10.0.0/24', destination: '3', gateway_ip: '10.20.0.1' },
      { __all__: ['gateway_ip must be with in the source subnet.'] },
    ],
    ['POST static-routes/', { source: '2', destination: '3', gateway_ip: '10.10.0.1' }],
    [
      'POST static-routes/',
      { source: '2', destination: '3', gateway_ip: '10.10.0.1' },
      { __all__: ['Static route with this Source, Destination and Gateway IP already exists.'] },
    ],
  ])
})

it('domains, DNS names and records, reserved addresses', async () => {
  const sent = { fqdn: 'web.maas' }
  await checkForms(
    [
      ['POST domains/', { name: 'a b' }, { name: ['Domain name contains invalid characters.'] }],
      [
        'POST domains/',
        { name: 'a..b', ttl: '604801' },
        { name: ['Invalid domain name: a..b.'], ttl: ['Ensure this value is less than or equal to 604800.'] },
      ],
      [
        'POST domains/',
        { name: 'maas-internal' },
        { name: ['Domain name cannot duplicate maas internal domain name.'] },
      ],
      [
        'POST domains/',
        { name: 'x.test', authoritative: 'true', forward_dns_servers: '1.2.3.4' },
        { __all__: ['a domain cannot be both authoritative and have forward dns servers'] },
      ],
      [
        'POST dnsresources/',
        { ...sent, address_ttl: '-1' },
        { address_ttl: ['Ensure this value is greater than or equal to 0.'] },
      ],
      ['POST dnsresources/', { ...sent, address_ttl: '0', ip_addresses: '10.10.0.60' }],
      ['POST dnsresources/', { fqdn: '-' }, [500, 'cannot unpack non-iterable NoneType object']],
      ['POST dnsresources/', { name: 'x', domain: 'nosuch' }, [404, 'No Domain matches the given query.']],
      ['POST dnsresourcerecords/', { rrtype: 'TXT' }, 'rrdata must be provided.'],
      [
        'POST dnsresourcerecords/',
        { rrtype: 'TXT', rrdata: 'x', name: 'y' },
        'Either name and domain (or fqdn) must be specified',
      ],
      [
        'POST dnsresourcerecords/',
        { ...sent, rrtype: 'MX', rrdata: '70000 mail.maas' },
        { __all__: ["Invalid MX: Should be '<preference> <server>'. Range for preference is 0-65535."] },
      ],
      ['POST dnsresourcerecords/', { fqdn: 'al.maas', rrtype: 'CNAME', rrdata: 'web' }],
      [
        'POST dnsresourcerecords/',
        { fqdn: 'al.maas', rrtype: 'cname', rrdata: 'web2' },
        { __all__: ['Only one CNAME can be associated with a name.'] },
      ],
      ['POST dnsresourcerecords/', { name: '_sip._tcp', domain: '0', rrtype: 'SRV', rrdata: '1 2 3 web' }],
      // The last record of a name takes the name with it.
      ['DELETE dnsresourcerecords/1/', {}],
      ['GET dnsresources/2/', {}, [404, 'No DNSResource matches the given query.']],
      [
        'POST ipaddresses/?op=reserve',
        { ip: '10.10.0.60' },
        [404, 'The IP address 10.10.0.60 is already in use.'],
      ],
      [
        'POST ipaddresses/?op=reserve',
        { ip: '10.10.0.61', mac: '{mac}' },
        'MAC address {mac} already belongs to node-1. Use of the interface API is required, for an interface that belongs to a node.',
      ],
      ['POST ipaddresses/?op=reserve', { ip: '10.10.0.61', hostname: 'named' }],
      ['GET dnsresources/4/', {}],
      ['POST ipaddresses/?op=release', { ip: 'x' }, { ip: ['Enter a valid IPv4 or IPv6 address.'] }],
    ],
    (sim) => ({ mac: sim.addMachine({ hostname: 'node-1' }).interfaces[0]?.mac ?? '' }),
  )
})
