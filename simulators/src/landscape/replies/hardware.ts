import type { Computer } from '../state/types.js'

/** The text of unknown values in grouped hardware, which are never null (entities.json GroupedHardware). */
const unknown = 'Not available'

/** The grouped hardware of a computer: the same virtual machine for all, with the computer's memory and addresses. */
export const groupedHardware = ({ totalMemoryMib, networkDevices }: Computer) => ({
  cpu: [
    {
      architecture: '64 bits',
      cache: { 'L1 cache': '32 KiB' },
      clock_speed: '2.4 GHz',
      flags: [{ code: 'fpu', title: 'mathematical co-processor' }],
      model: 'Virtual CPU',
      vendor: unknown,
    },
  ],
  display: { model: unknown, vendor: unknown },
  memory: { size: totalMemoryMib === null ? unknown : `${Math.round(totalMemoryMib / 1024)} GiB` },
  multimedia: { model: unknown, vendor: unknown },
  network: networkDevices.map(({ ip_address, mac_address }) => ({
    description: 'Ethernet interface',
    ip: ip_address,
    mac: mac_address,
    product: 'Virtual network device',
    vendor: unknown,
  })),
  pci: [
    {
      attached_devices: [
        { vendor: unknown, model: 'Virtual network device', description: 'Ethernet interface' },
      ],
      description: 'PCI bridge',
      model: 'Virtual bridge',
      vendor: unknown,
    },
  ],
  scsi: [{ description: 'SCSI Disk', model: 'Virtual disk', vendor: unknown }],
  storage: [
    {
      description: 'SCSI Disk',
      partitions: [{ description: 'Linux filesystem', filesystem: 'ext4', size: '20 GB' }],
      product: 'Virtual disk',
      size: '20 GB',
      vendor: unknown,
    },
  ],
  system: {
    bios_capabilities: [{ code: 'uefi', title: 'UEFI' }],
    bios_date: unknown,
    bios_vendor: unknown,
    bios_version: unknown,
    chassis: 'vm',
    model: 'Virtual machine',
    serial: unknown,
    vendor: unknown,
  },
  usb: [{ description: 'USB Controller', model: 'Virtual controller', vendor: unknown }],
})
