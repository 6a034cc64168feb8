import { bool, type Decoded, int, list, optional, str, struct, uint } from './go-json.js'

/** Parameter types that several facades share, by their Go names and wire names. */

export const Empty = struct('Empty', {})
export const Entity = struct('Entity', { tag: str })
export const Entities = struct('Entities', { entities: list(Entity) })

export const BaseParam = struct('Base', { name: str, channel: str })

export const ConstraintsParam = struct('Value', {
  'allocate-public-ip': optional(bool),
  arch: optional(str),
  container: optional(str),
  cores: optional(uint),
  'cpu-power': optional(uint),
  'image-id': optional(str),
  'instance-role': optional(str),
  'instance-type': optional(str),
  mem: optional(uint),
  'root-disk': optional(uint),
  'root-disk-source': optional(str),
  spaces: optional(list(str)),
  tags: optional(list(str)),
  'virt-type': optional(str),
  zones: optional(list(str)),
})

export const PlacementParam = struct('Placement', { scope: str, directive: str })

export const CharmOriginParam = struct('CharmOrigin', {
  source: str,
  type: str,
  id: str,
  hash: str,
  risk: str,
  revision: optional(int),
  track: optional(str),
  branch: optional(str),
  architecture: str,
  base: BaseParam,
  'instance-key': str,
})

export type Placement = Decoded<typeof PlacementParam>
export type CharmOrigin = Decoded<typeof CharmOriginParam>
