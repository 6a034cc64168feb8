// Generated from spec/maas/api2/switches.yaml by `npm run generate`. Do not edit.

import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** Parameters of `switches.setBootOrder`. */
export interface SwitchSetBootOrderParams {
  network_boot?: string
}

/** Boot order of machines, as rack controllers set it. MAAS 3.5 only. */
export interface MaasSwitches {
  /**
   * Sets the boot order of a machine. For rack controllers.
   *
   * API: `PUT switch-boot-order/{system_id}/`. MAAS 3.5 to 3.5.
   *
   * @example
   * await maas.switches.setBootOrder('4y3h7n', { network_boot: 'true' })
   */
  setBootOrder(systemId: string, params?: SwitchSetBootOrderParams, options?: RequestOptions): Pending<null>
}

export const switches: Operations<RestOperation> = {
  setBootOrder: {
    id: 'switches.setBootOrder',
    method: 'PUT',
    path: 'switch-boot-order/{system_id}/',
    params: 'SwitchSetBootOrderParams',
    since: '3.5',
    until: '3.5',
  },
}
