// Generated from spec/maas/blockdevices.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'

export const BlockDevice: z.ZodType = z.object({
  id: z.int(),
  system_id: z.string(),
  name: z.string(),
  type: z.enum(['physical', 'virtual']),
  path: z.string(),
  uuid: z.string().nullable(),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  id_path: z.string().nullable(),
  firmware_version: z.string().nullable().optional(),
  size: z.number(),
  block_size: z.int(),
  available_size: z.number(),
  used_size: z.number(),
  used_for: z.string(),
  tags: z.array(z.string()),
  get filesystem() {
    return Filesystem.nullable()
  },
  partition_table_type: z.enum(['GPT', 'MBR']).nullable(),
  get partitions() {
    return z.array(Partition)
  },
  storage_pool: z.string().nullable(),
  numa_node: z.int().nullable(),
  resource_uri: z.string(),
})

export const Partition: z.ZodType = z.object({
  id: z.int(),
  device_id: z.int(),
  system_id: z.string(),
  uuid: z.string(),
  path: z.string(),
  type: z.string(),
  size: z.number(),
  bootable: z.boolean(),
  get filesystem() {
    return Filesystem.nullable()
  },
  used_for: z.string(),
  tags: z.array(z.string()),
  resource_uri: z.string(),
})

export const Filesystem: z.ZodType = z.object({
  fstype: z.string(),
  label: z.string().nullable(),
  uuid: z.string().nullable(),
  mount_point: z.string().nullable(),
  mount_options: z.string().nullable(),
})

export const SpecialFilesystem: z.ZodType = z.object({
  fstype: z.string(),
  label: z.string().nullable(),
  uuid: z.string().nullable(),
  mount_point: z.string(),
  mount_options: z.string().nullable(),
})
