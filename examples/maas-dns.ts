// Names and addresses: a domain with records, a device with a static address, a reserved address.
// Needs MAAS_API_URL and MAAS_API_KEY of an admin. Run: npx tsx examples/maas-dns.ts SUBNET_CIDR ADDRESS
import { createMaasClient } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()
const [cidr = '', address = ''] = process.argv.slice(2)

const domain =
  (await maas.domains.list()).find(({ name }) => name === 'lab.example') ??
  (await maas.domains.create({ name: 'lab.example', authoritative: true }))

// All addresses and records of a name; what differs is changed.
await maas.dnsResources.set('www.lab.example', {
  ip_addresses: [address],
  address_ttl: 300,
  records: [{ rrtype: 'TXT', rrdata: 'managed by MAAS' }],
})

// A device is a host that MAAS names and addresses, but does not deploy, such as a printer or a switch.
const device = await maas.devices.create({
  hostname: 'switch-1',
  domain: domain.id,
  mac_addresses: ['52:54:00:aa:bb:01'],
})
// Without ip_address, MAAS takes a free one.
const [port] = device.interface_set
const { links } = await maas.interfaces.configure(device.system_id, port?.id ?? '', {
  subnet: cidr,
  mode: 'static',
})
console.log(`${device.fqdn} has ${links[0]?.ip_address}`)

// An address for something that MAAS does not know at all.
const reserved = await maas.ipAddresses.reserve({ subnet: cidr, hostname: 'vip' })
console.log(`${reserved.ip} is reserved`)
await maas.ipAddresses.release({ ip: reserved.ip })

const { num_available, usage_string } = await maas.subnets.statistics(cidr)
console.log(`${cidr}: ${num_available} free addresses, ${usage_string} used`)
