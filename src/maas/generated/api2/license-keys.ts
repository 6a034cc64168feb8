// Generated from spec/maas/api2/license-keys.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A license key. */
export interface LicenseKey {
  osystem: string
  distro_series: string
  license_key: string
  resource_uri: string
}

/** Parameters of `licenseKeys.create`. */
export interface LicenseKeyCreateParams {
  /** Windows. */
  osystem: string
  distro_series: string
  license_key: string
}

/** Parameters of `licenseKeys.update`. */
export interface LicenseKeyUpdateParams {
  license_key: string
}

/** License keys of Windows. */
export interface MaasLicenseKeys {
  /**
   * Lists all license keys.
   *
   * API: `GET license-keys/`.
   *
   * @example
   * for await (const item of maas.licenseKeys.list()) console.log(item)
   */
  list(options?: RequestOptions): List<LicenseKey>

  /**
   * Returns a license key.
   *
   * API: `GET license-key/{osystem}/{distro_series}`.
   *
   * @example
   * await maas.licenseKeys.get('osystem', 'distroSeries')
   */
  get(osystem: string, distroSeries: string, options?: RequestOptions): Pending<LicenseKey>

  /**
   * Creates a license key. Administrators only.
   *
   * API: `POST license-keys/`.
   *
   * @example
   * await maas.licenseKeys.create({ osystem: 'windows', distro_series: 'win2012', license_key: 'XXXXX-XXXXX-XXXXX-XXXXX-XXXXX' })
   */
  create(params: LicenseKeyCreateParams, options?: RequestOptions): Pending<LicenseKey>

  /**
   * Updates a license key. Administrators only.
   *
   * API: `PUT license-key/{osystem}/{distro_series}`.
   *
   * @example
   * await maas.licenseKeys.update('osystem', 'distroSeries', { license_key: 'XXXXX-XXXXX-XXXXX-XXXXX-XXXXX' })
   */
  update(osystem: string, distroSeries: string, params: LicenseKeyUpdateParams, options?: RequestOptions): Pending<LicenseKey>

  /**
   * Deletes a license key. Administrators only.
   *
   * API: `DELETE license-key/{osystem}/{distro_series}`.
   *
   * @example
   * await maas.licenseKeys.delete('osystem', 'distroSeries')
   */
  delete(osystem: string, distroSeries: string, options?: RequestOptions): Pending<null>
}

export const licenseKeys: Operations<RestOperation> = {
  list: { id: 'licenseKeys.list', method: 'GET', path: 'license-keys/', reply: 'LicenseKey[]', list: 'default' },
  get: { id: 'licenseKeys.get', method: 'GET', path: 'license-key/{osystem}/{distro_series}', reply: 'LicenseKey' },
  create: { id: 'licenseKeys.create', method: 'POST', path: 'license-keys/', params: 'LicenseKeyCreateParams', reply: 'LicenseKey' },
  update: {
    id: 'licenseKeys.update',
    method: 'PUT',
    path: 'license-key/{osystem}/{distro_series}',
    params: 'LicenseKeyUpdateParams',
    reply: 'LicenseKey',
  },
  delete: { id: 'licenseKeys.delete', method: 'DELETE', path: 'license-key/{osystem}/{distro_series}' },
}
