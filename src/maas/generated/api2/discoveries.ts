// Generated from spec/maas/api2/discoveries.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A host that a rack controller observed. */
export interface Discovery {
  discovery_id: string
  ip: string
  mac_address: string
  mac_organization: string | null
  last_seen: string
  hostname: string | null
  fabric_name: string
  vid: number | null
  observer: DiscoveryObserver
  resource_uri: string
}

/** The interface of a rack controller that observed a host. */
export interface DiscoveryObserver {
  system_id: string
  hostname: string
  interface_id: number
  interface_name: string
}

/** What happened to a request to scan. */
export interface ScanResult {
  result: string
  scan_started_on: ScanController[]
  scan_failed_on: ScanController[]
  scan_attempted_on: ScanController[]
  failed_to_connect_to: ScanController[]
  rpc_call_timed_out_on: ScanController[]
  failures: ScanFailure[]
}

export interface ScanController {
  system_id: string
  hostname: string
}

export interface ScanFailure {
  type: string
  message: string
}

/** Parameters of `discoveries.clear`. */
export interface DiscoveryClearParams {
  /** Delete all observations. */
  all?: boolean
  /** Delete mDNS entries. */
  mdns?: boolean
  /** Delete neighbours. */
  neighbours?: boolean
}

/** Parameters of `discoveries.clearByMacAndIp`. */
export interface DiscoveryClearByMacAndIpParams {
  ip: string
  mac: string
}

/** Parameters of `discoveries.scan`. */
export interface DiscoveryScanParams {
  /** Subnets; default with force: all. */
  cidr?: readonly string[]
  /** Scan all subnets when no cidr is given. */
  force?: boolean
  /** Use ping even where nmap is installed. */
  always_use_ping?: boolean
  /** Send at most 9 requests per second; requires nmap. */
  slow?: boolean
  /** Threads of each rack controller. */
  threads?: number
}

/** Hosts that rack controllers observed on their networks. */
export interface MaasDiscoveries {
  /**
   * Lists all hosts that were observed.
   *
   * API: `GET discovery/`.
   *
   * @example
   * for await (const item of maas.discoveries.list()) console.log(item)
   */
  list(options?: RequestOptions): List<Discovery>

  /**
   * Returns a host that was observed.
   *
   * API: `GET discovery/{discovery_id}/`.
   *
   * @example
   * await maas.discoveries.get('discoveryId')
   */
  get(discoveryId: string, options?: RequestOptions): Pending<Discovery>

  /**
   * Lists observed hosts whose IP address MAAS does not know.
   *
   * API: `GET discovery/?op=by_unknown_ip`.
   *
   * @example
   * for await (const item of maas.discoveries.byUnknownIp()) console.log(item)
   */
  byUnknownIp(options?: RequestOptions): List<Discovery>

  /**
   * Lists observed hosts whose IP and MAC address MAAS does not know.
   *
   * API: `GET discovery/?op=by_unknown_ip_and_mac`.
   *
   * @example
   * for await (const item of maas.discoveries.byUnknownIpAndMac()) console.log(item)
   */
  byUnknownIpAndMac(options?: RequestOptions): List<Discovery>

  /**
   * Lists observed hosts whose MAC address MAAS does not know.
   *
   * API: `GET discovery/?op=by_unknown_mac`.
   *
   * @example
   * for await (const item of maas.discoveries.byUnknownMac()) console.log(item)
   */
  byUnknownMac(options?: RequestOptions): List<Discovery>

  /**
   * Deletes observations. At least one parameter must be true. Administrators only.
   *
   * API: `POST discovery/?op=clear`.
   *
   * @example
   * await maas.discoveries.clear({ neighbours: true })
   */
  clear(params?: DiscoveryClearParams, options?: RequestOptions): Pending<null>

  /**
   * Deletes the observations of a host. Administrators only.
   *
   * API: `POST discovery/?op=clear_by_mac_and_ip`.
   *
   * @example
   * await maas.discoveries.clearByMacAndIp({ ip: '10.0.0.7', mac: '52:54:00:12:34:56' })
   */
  clearByMacAndIp(params: DiscoveryClearByMacAndIpParams, options?: RequestOptions): Pending<null>

  /**
   * Lets rack controllers scan subnets for hosts. Administrators only.
   *
   * API: `POST discovery/?op=scan`.
   *
   * @example
   * await maas.discoveries.scan({ cidr: ['10.0.0.0/24'] })
   */
  scan(params?: DiscoveryScanParams, options?: RequestOptions): Pending<ScanResult>
}

export const discoveries: Operations<RestOperation> = {
  list: { id: 'discoveries.list', method: 'GET', path: 'discovery/', reply: 'Discovery[]', list: 'default' },
  get: { id: 'discoveries.get', method: 'GET', path: 'discovery/{discovery_id}/', reply: 'Discovery' },
  byUnknownIp: { id: 'discoveries.byUnknownIp', method: 'GET', path: 'discovery/?op=by_unknown_ip', reply: 'Discovery[]', list: 'default' },
  byUnknownIpAndMac: { id: 'discoveries.byUnknownIpAndMac', method: 'GET', path: 'discovery/?op=by_unknown_ip_and_mac', reply: 'Discovery[]', list: 'default' },
  byUnknownMac: { id: 'discoveries.byUnknownMac', method: 'GET', path: 'discovery/?op=by_unknown_mac', reply: 'Discovery[]', list: 'default' },
  clear: { id: 'discoveries.clear', method: 'POST', path: 'discovery/?op=clear', params: 'DiscoveryClearParams' },
  clearByMacAndIp: { id: 'discoveries.clearByMacAndIp', method: 'POST', path: 'discovery/?op=clear_by_mac_and_ip', params: 'DiscoveryClearByMacAndIpParams' },
  scan: { id: 'discoveries.scan', method: 'POST', path: 'discovery/?op=scan', params: 'DiscoveryScanParams', reply: 'ScanResult' },
}
