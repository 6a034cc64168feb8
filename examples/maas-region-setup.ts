// Sets up a fresh region: settings, images, networks with DHCP, an SSH key, and where machines belong. May run again.
// Needs MAAS_API_URL and MAAS_API_KEY of an admin. Run: npx tsx examples/maas-region-setup.ts [PUBLIC_KEY]
import { createMaasClient } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()
const publicKey = process.argv[2]

// Names and types of the settings are known: a wrong one does not compile.
await maas.config.set({ name: 'upstream_dns', value: ['10.0.0.2', '10.0.0.3'] })
await maas.config.set({ name: 'ntp_servers', value: 'ntp.ubuntu.com' })
await maas.config.set({ name: 'default_distro_series', value: 'jammy' })
await maas.config.set({ name: 'enable_disk_erasing_on_release', value: false })

await maas.bootResources.import()
await maas.bootResources.waitFor('ubuntu/jammy')

// A fabric has VLANs, a VLAN has subnets. An untagged VLAN (vid 0) comes with the fabric.
const fabrics = await maas.fabrics.list()
const fabric = fabrics.find(({ name }) => name === 'lab') ?? (await maas.fabrics.create({ name: 'lab' }))
const spaces = await maas.spaces.list()
const space =
  spaces.find(({ name }) => name === 'internal') ?? (await maas.spaces.create({ name: 'internal' }))
await maas.vlans.update(fabric.id, 0, { space: space.id, mtu: 9000 })
const [untagged] = await maas.vlans.list(fabric.id)
const subnets = await maas.subnets.list()
const subnet =
  subnets.find(({ cidr }) => cidr === '10.20.0.0/24') ??
  (await maas.subnets.create({
    cidr: '10.20.0.0/24',
    name: 'lab',
    vlan: untagged?.id ?? 0,
    gateway_ip: '10.20.0.1',
    dns_servers: ['10.20.0.1'],
  }))

// DHCP needs a dynamic range first, for machines that boot from the network, and a rack controller in the VLAN.
const ranges = (await maas.ipRanges.list()).filter((range) => range.subnet.id === subnet.id)
if (ranges.length === 0) {
  await maas.ipRanges.create({
    type: 'dynamic',
    subnet: subnet.id,
    start_ip: '10.20.0.200',
    end_ip: '10.20.0.254',
  })
  await maas.ipRanges.create({
    type: 'reserved',
    subnet: subnet.id,
    start_ip: '10.20.0.1',
    end_ip: '10.20.0.9',
    comment: 'routers',
  })
}
const [rack] = await maas.rackControllers.list()
if (rack !== undefined) await maas.vlans.update(fabric.id, 0, { dhcp_on: true, primary_rack: rack.system_id })

// Deployed machines accept the SSH keys of their owner.
if (publicKey !== undefined) {
  const keys = await maas.sshKeys.list()
  if (!keys.some(({ key }) => key === publicKey)) await maas.sshKeys.create({ key: publicKey })
}

for (const name of ['row-1', 'row-2'])
  if (!(await maas.zones.list()).some((zone) => zone.name === name)) await maas.zones.create({ name })
if (!(await maas.resourcePools.list()).some(({ name }) => name === 'openstack'))
  await maas.resourcePools.create({ name: 'openstack', description: 'compute and storage' })

console.log(`${subnet.cidr} in fabric ${fabric.name}: DHCP ${rack === undefined ? 'needs a rack' : 'is on'}`)
