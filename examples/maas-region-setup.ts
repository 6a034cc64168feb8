// Sets up a fresh region: settings, images, networks with DHCP, an SSH key, and where machines belong. May run again.
// Needs MAAS_API_URL and MAAS_API_KEY of an admin.
// Run: npx tsx examples/maas-region-setup.ts BOOT_SUBNET [PUBLIC_KEY]
import { createMaasClient } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()
const [bootCidr = '', publicKey] = process.argv.slice(2)

// Names and types of the settings are known: a wrong one does not compile.
await maas.config.set({ name: 'upstream_dns', value: ['10.0.0.2', '10.0.0.3'] })
await maas.config.set({ name: 'ntp_servers', value: 'ntp.ubuntu.com' })
await maas.config.set({ name: 'default_distro_series', value: 'jammy' })
await maas.config.set({ name: 'enable_disk_erasing_on_release', value: false })

await maas.bootResources.import()
await maas.bootResources.waitFor('ubuntu/jammy')

// MAAS finds the subnets of its controllers by itself. This one boots the machines: DHCP needs a dynamic range.
const subnets = await maas.subnets.list()
const boot = subnets.find(({ cidr }) => cidr === bootCidr)
if (boot === undefined) throw new Error(`MAAS has no subnet ${bootCidr}`)
const base = bootCidr.replace(/\.\d+\/\d+$/, '')
await maas.subnets.update(boot.id, { name: 'boot', gateway_ip: `${base}.1`, dns_servers: [`${base}.2`] })
await maas.vlans.enableDhcp(boot.vlan.fabric_id, boot.vlan.vid, {
  range: { start_ip: `${base}.200`, end_ip: `${base}.250` },
})

// Another network of the same switches: a VLAN of the fabric, in a space, with a subnet that has addresses of its own.
const { fabric_id: fabric } = boot.vlan
const spaces = await maas.spaces.list()
const space =
  spaces.find(({ name }) => name === 'internal') ?? (await maas.spaces.create({ name: 'internal' }))
const vlans = await maas.vlans.list(fabric)
const vlan =
  vlans.find(({ vid }) => vid === 100) ??
  (await maas.vlans.create(fabric, { vid: 100, name: 'internal', mtu: 9000, space: space.id }))
if (!subnets.some(({ cidr }) => cidr === '10.20.0.0/24')) {
  const { id: subnet } = await maas.subnets.create({ cidr: '10.20.0.0/24', name: 'internal', vlan: vlan.id })
  await maas.ipRanges.create({
    type: 'reserved',
    subnet,
    start_ip: '10.20.0.1',
    end_ip: '10.20.0.9',
    comment: 'routers',
  })
}

// Deployed machines accept the SSH keys of their owner.
if (publicKey !== undefined) {
  const keys = await maas.sshKeys.list()
  if (!keys.some(({ key }) => key === publicKey)) await maas.sshKeys.create({ key: publicKey })
}

for (const name of ['row-1', 'row-2'])
  if (!(await maas.zones.list()).some((zone) => zone.name === name)) await maas.zones.create({ name })
if (!(await maas.resourcePools.list()).some(({ name }) => name === 'openstack'))
  await maas.resourcePools.create({ name: 'openstack', description: 'compute and storage' })

const { dhcp_on } = await maas.vlans.getById(boot.vlan.id)
console.log(`${bootCidr} in ${boot.vlan.fabric}: DHCP is ${dhcp_on ? 'on' : 'off'}`)
