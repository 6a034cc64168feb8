// Describes the storage of a machine that is Ready, shows the steps, and carries them out. May run again: what is done is not repeated.
// Needs MAAS_API_URL and MAAS_API_KEY of an admin. Run: npx tsx examples/maas-storage.ts SYSTEM_ID [replace]
import {
  BulkError,
  ConfigurationError,
  createMaasClient,
  type StorageDescription,
} from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()
const id = process.argv[2] ?? ''
const replace = process.argv[3] === 'replace'

const storage: StorageDescription = {
  disks: [
    {
      disk: 'sda',
      boot: true,
      partitions: [
        { size: '512MiB', bootable: true, fstype: 'fat32', mount_point: '/boot/efi' },
        // Without a size: all that is free.
        { name: 'system' },
      ],
    },
  ],
  raids: [{ name: 'md0', level: 'raid-1', members: ['sdb', 'sdc'], fstype: 'xfs', mount_point: '/srv' }],
  volumeGroups: [
    {
      name: 'vg0',
      members: ['system'],
      volumes: [
        { name: 'root', size: '40G', fstype: 'ext4', mount_point: '/' },
        { name: 'swap', size: '8G', fstype: 'swap' },
        { name: 'log', fstype: 'ext4', mount_point: '/var/log', mount_options: 'noatime' },
      ],
    },
  ],
  special: [{ fstype: 'tmpfs', mount_point: '/scratch', mount_options: 'size=1G' }],
}

try {
  // Reads the machine and checks the description. Nothing is changed yet.
  const plan = await maas.storage.plan(id, storage, { replace })
  console.log(plan.describe())
  await plan.apply({ onProgress: ({ step, state }) => console.log(`${state}: ${step.text}`) })
} catch (error) {
  process.exitCode = 1
  if (error instanceof ConfigurationError) {
    // The first line has the first problem; `facts` has the others.
    console.error(error.message.split('\n')[0])
    for (const problem of Object.values(error.facts)) console.error(`  ${String(problem)}`)
  } else if (error instanceof BulkError) {
    console.error(
      `done: ${error.results.length - error.failures.length} steps; ${error.failures[0]?.item} failed`,
    )
  } else throw error
}
