import { it } from 'vitest'
import { checkForms } from './forms.js'

const required = ['This field is required.']

it('images, their sources and keys are checked by their fields', async () => {
  const sha256 = 'a'.repeat(64)
  const image = { name: 'mine', architecture: 'amd64/generic', sha256, size: '1' }
  const url = 'http://images.example/'
  await checkForms([
    ['POST boot-resources/', { ...image, name: 'ubuntu' }, { name: ['ubuntu is a reserved name'] }],
    ['POST boot-resources/', { ...image, name: 'centos7' }, { name: ['centos7 is a reserved name'] }],
    [
      'POST boot-resources/',
      { ...image, sha256: `${sha256}b`, size: '-1' },
      {
        sha256: ['Ensure this value has at most 64 characters (it has 65).'],
        size: ['Ensure this value is greater than or equal to 0.'],
      },
    ],
    ['POST boot-resources/', image],
    ['POST boot-sources/', { url: 'ftp://x y', keyring_filename: '/x' }, { url: ['Enter a valid URL.'] }],
    ['POST boot-sources/', { url, keyring_filename: '/x' }],
    [
      'POST boot-sources/',
      { url },
      {
        url: ['Boot source with this Url already exists.'],
        __all__: ['One of keyring_data or keyring_filename must be specified.'],
      },
    ],
    [
      'POST license-keys/',
      { osystem: 'x', license_key: 'k' },
      {
        osystem: ["'x' is not a valid osystem.  It should be one of: ''."],
        distro_series: required,
      },
    ],
    ['POST account/prefs/sslkeys/', { key: ' ' }, { key: ['Invalid SSL key.'] }],
  ])
})

it('VM hosts are checked by their fields', async () => {
  await checkForms([
    ['POST vm-hosts/', {}, { type: required }],
    [
      'POST vm-hosts/',
      {
        type: 'lxd',
        zone: 'x',
        cpu_over_commit_ratio: '11',
        memory_over_commit_ratio: 'x',
        default_macvlan_mode: 'x',
      },
      {
        zone: ['Select a valid choice. That choice is not one of the available choices.'],
        cpu_over_commit_ratio: ['Ensure this value is less than or equal to 10.'],
        memory_over_commit_ratio: ['Enter a number.'],
        default_macvlan_mode: ['Select a valid choice. x is not one of the available choices.'],
        power_address: required,
      },
    ],
    ['POST vm-hosts/', { type: 'virsh', power_address: 'qemu+ssh://u@10.0.0.1/system', name: 'host-1' }],
    ['PUT vm-hosts/1/', { cpu_over_commit_ratio: '1.5' }],
    [
      'POST vm-hosts/',
      { type: 'virsh', power_address: 'qemu:///x', name: 'host-1' },
      {
        name: ['Pod with this Name already exists.'],
      },
    ],
  ])
})

it('a storage layout checks its own options only', async () => {
  const set = 'POST machines/{node}/?op=set_storage_layout'
  await checkForms(
    [
      [set, { storage_layout: 'blank', root_size: 'x', cache_mode: 'x' }],
      [set, { storage_layout: 'flat', root_size: '1.5G' }, { root_size: ['Enter a valid value.'] }],
      [set, { storage_layout: 'flat', root_size: '50%', cache_mode: 'x' }],
      [
        set,
        { storage_layout: 'flat', boot_size: '1' },
        { boot_size: ['Size is too small. Minimum size is 536870912.'] },
      ],
      [
        set,
        { storage_layout: 'flat', boot_size: '50%', root_size: '60%' },
        {
          __all__: [
            'Size of the boot partition and root partition are larger than the available space on the boot disk.',
          ],
        },
      ],
      [
        set,
        { storage_layout: 'bcache', cache_mode: 'x' },
        { cache_mode: ['Select a valid choice. x is not one of the available choices.'] },
      ],
    ],
    (sim) => ({ node: sim.addMachine().systemId }),
  )
})
