// Generated from spec/maas/api2/vlans.yaml by `npm run generate`. Do not edit.

/** A VLAN of a fabric. */
export interface Vlan {
  id: number
  name: string
  vid: number
  fabric: string
  fabric_id: number
  mtu: number
  dhcp_on: boolean
  primary_rack: string | null
  secondary_rack: string | null
  /** Address of a DHCP server that is not managed by MAAS. */
  external_dhcp: string | null
  /** The VLAN whose DHCP server answers requests from this VLAN. */
  relay_vlan: Vlan | null
  /** "undefined" when the VLAN is in no space. */
  space: string
  resource_uri: string
}
