// Generated from spec/maas/api2/vlans.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A VLAN of a fabric. */
export interface Vlan {
  id: number
  name: string | null
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

export interface VlanSettings {
  name?: string
  description?: string
  /** In bytes, at least 552. */
  mtu?: number
  /** Needs a dynamic IP range and a primary rack controller. */
  dhcp_on?: boolean
  /** System id of a rack controller with an interface on the VLAN. */
  primary_rack?: string
  /** System id of another rack controller, for high availability. */
  secondary_rack?: string
  /** Id of the VLAN whose DHCP server answers for this one. */
  relay_vlan?: number | string
  /** Name or id of a space. */
  space?: number | string
  /** Name or id of another fabric to move it to. */
  fabric?: number | string
}

/** Parameters of `vlans.create`. */
export interface VlanCreateParams extends VlanSettings {
  /** VLAN tag, from 0 to 4094. */
  vid: number
}

/** Parameters of `vlans.update`. */
export interface VlanUpdateParams extends VlanSettings {
  /** Another VLAN tag, from 0 to 4094. */
  vid?: number
}

/** Parameters of `vlans.updateById`. */
export interface VlanUpdateByIdParams extends VlanSettings {
  /** VLAN tag, from 0 to 4094. */
  vid?: number
}

/** VLANs of fabrics. */
export interface GeneratedMaasVlans {
  /**
   * Lists the VLANs of a fabric.
   *
   * API: `GET fabrics/{fabric_id}/vlans/`.
   *
   * @example
   * for await (const item of maas.vlans.list(1)) console.log(item)
   */
  list(fabricId: string | number, options?: RequestOptions): List<Vlan>

  /**
   * Returns a VLAN by its fabric and tag.
   *
   * API: `GET fabrics/{fabric_id}/vlans/{vid}/`.
   *
   * @example
   * await maas.vlans.get(1, 1)
   */
  get(fabricId: string | number, vid: string | number, options?: RequestOptions): Pending<Vlan>

  /**
   * Creates a VLAN in a fabric. Administrators only.
   *
   * API: `POST fabrics/{fabric_id}/vlans/`.
   *
   * @example
   * await maas.vlans.create(1, { vid: 100, name: 'storage' })
   */
  create(fabricId: string | number, params: VlanCreateParams, options?: RequestOptions): Pending<Vlan>

  /**
   * Updates a VLAN by its fabric and tag. Absent parameters keep their value; an empty string clears it. Administrators only.
   *
   * API: `PUT fabrics/{fabric_id}/vlans/{vid}/`.
   *
   * @example
   * await maas.vlans.update(1, 1, { dhcp_on: true, primary_rack: '4y3h7n' })
   */
  update(fabricId: string | number, vid: string | number, params?: VlanUpdateParams, options?: RequestOptions): Pending<Vlan>

  /**
   * Deletes a VLAN by its fabric and tag. Administrators only.
   *
   * API: `DELETE fabrics/{fabric_id}/vlans/{vid}/`.
   *
   * @example
   * await maas.vlans.delete(1, 1)
   */
  delete(fabricId: string | number, vid: string | number, options?: RequestOptions): Pending<null>

  /**
   * Returns a VLAN by its id.
   *
   * API: `GET vlans/{vlan_id}/`.
   *
   * @example
   * await maas.vlans.getById(1)
   */
  getById(vlanId: string | number, options?: RequestOptions): Pending<Vlan>

  /**
   * Updates a VLAN by its id. Absent parameters keep their value; an empty string clears it. Administrators only.
   *
   * API: `PUT vlans/{vlan_id}/`.
   *
   * @example
   * await maas.vlans.updateById(1, { mtu: 9000 })
   */
  updateById(vlanId: string | number, params?: VlanUpdateByIdParams, options?: RequestOptions): Pending<Vlan>

  /**
   * Deletes a VLAN by its id. Administrators only.
   *
   * API: `DELETE vlans/{vlan_id}/`.
   *
   * @example
   * await maas.vlans.deleteById(1)
   */
  deleteById(vlanId: string | number, options?: RequestOptions): Pending<null>
}

export const vlans: Operations<RestOperation> = {
  list: { id: 'vlans.list', method: 'GET', path: 'fabrics/{fabric_id}/vlans/', reply: 'Vlan[]', list: 'default' },
  get: { id: 'vlans.get', method: 'GET', path: 'fabrics/{fabric_id}/vlans/{vid}/', reply: 'Vlan' },
  create: { id: 'vlans.create', method: 'POST', path: 'fabrics/{fabric_id}/vlans/', params: 'VlanCreateParams', reply: 'Vlan' },
  update: { id: 'vlans.update', method: 'PUT', path: 'fabrics/{fabric_id}/vlans/{vid}/', params: 'VlanUpdateParams', reply: 'Vlan' },
  delete: { id: 'vlans.delete', method: 'DELETE', path: 'fabrics/{fabric_id}/vlans/{vid}/' },
  getById: { id: 'vlans.getById', method: 'GET', path: 'vlans/{vlan_id}/', reply: 'Vlan' },
  updateById: { id: 'vlans.updateById', method: 'PUT', path: 'vlans/{vlan_id}/', params: 'VlanUpdateByIdParams', reply: 'Vlan' },
  deleteById: { id: 'vlans.deleteById', method: 'DELETE', path: 'vlans/{vlan_id}/' },
}
