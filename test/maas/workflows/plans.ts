import { expect } from 'vitest'
import {
  type BlockDevice,
  ConfigurationError,
  type MaasClient,
  type MaasPlan,
  type StorageDescription,
} from 'canonical-stack/maas'
import { allOperations } from '../support.js'
import type { Region } from './support.js'

export const GB = 1000 ** 3
export const disk = (gigabytes: number, ...tags: string[]) => ({ sizeBytes: gigabytes * GB, tags })
export const sixDisks = {
  inventory: {
    disks: [disk(500, 'ssd'), disk(1000), disk(1000), disk(1000), disk(1000), disk(200, 'nvme')],
  },
}

/** A Ready machine with six empty disks, sda to sdf. */
export async function emptyMachine({ simulator, maas }: Region): Promise<string> {
  const id = simulator.addMachine(sixDisks).systemId
  await maas.machines.setStorageLayout(id, { storage_layout: 'blank' })
  return id
}

/** What the steps of a plan do. */
export const texts = (plan: MaasPlan): string[] => plan.steps.map(({ text }) => text)

/** The message of a plan that is refused before anything is changed. */
export async function problems(plan: Promise<MaasPlan>): Promise<string> {
  const error: unknown = await plan.then(
    (planned) => `planned: ${planned.describe()}`,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ConfigurationError)
  return (error as Error).message
}

/** Where a machine mounts what. */
export async function mounts({ maas }: Region, systemId: string): Promise<Record<string, string>> {
  const disks: readonly BlockDevice[] = await maas.blockDevices.list(systemId)
  return Object.fromEntries(
    disks
      .flatMap((device) => [
        { name: device.name, filesystem: device.filesystem },
        ...device.partitions.map(({ filesystem }, index) => ({
          name: `${device.name}#${index + 1}`,
          filesystem,
        })),
      ])
      .flatMap(({ name, filesystem }) =>
        filesystem?.mount_point ? [[filesystem.mount_point, `${filesystem.fstype} on ${name}`]] : [],
      ),
  )
}

/** Everything that a description can have. */
export const root: StorageDescription = {
  disks: [
    {
      disk: 'sda',
      boot: true,
      partitions: [
        { size: '512MiB', bootable: true, fstype: 'fat32', mount_point: '/boot/efi' },
        { size: '8G', fstype: 'swap' },
        { name: 'system' },
      ],
    },
  ],
  raids: [{ name: 'md0', level: 'raid-1', members: ['sdb', 'sdc'], spares: ['sdd'] }],
  volumeGroups: [
    {
      name: 'vg0',
      members: ['system', 'md0'],
      volumes: [
        { name: 'root', size: '40G', fstype: 'ext4', label: 'root', mount_point: '/' },
        { name: 'srv', fstype: 'xfs', mount_point: '/srv', mount_options: 'noatime' },
      ],
    },
  ],
  bcaches: [
    { name: 'bcache0', backing: 'sde', cache: 'tag:nvme', fstype: 'btrfs', mount_point: '/var/lib/data' },
  ],
  special: [{ fstype: 'tmpfs', mount_point: '/scratch', mount_options: 'size=1G' }],
}

/** The operations of steps that do not exist. */
export function unknownOperations({ steps }: MaasPlan): string[] {
  const known = new Set(allOperations.map(({ id }) => id))
  return steps.map(({ operation }) => operation).filter((operation) => !known.has(operation))
}

/** Adds tagged VLANs 100 and 200 with subnets to fabric 0, whose untagged VLAN has 10.10.0.0/24. */
export async function addNetworks(maas: MaasClient): Promise<{ vlan100: number; vlan200: number }> {
  const [one, other] = [await maas.vlans.create(0, { vid: 100 }), await maas.vlans.create(0, { vid: 200 })]
  await maas.subnets.create({ cidr: '10.100.0.0/24', vlan: one.id, gateway_ip: '10.100.0.1' })
  await maas.subnets.create({ cidr: 'fd00:100::/64', vlan: one.id })
  await maas.subnets.create({ cidr: '10.200.0.0/24', name: 'storage', vlan: other.id })
  return { vlan100: one.id, vlan200: other.id }
}
