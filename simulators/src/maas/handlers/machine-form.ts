import { byName, choice, reference, text, whole } from '../forms/fields.js'
import { readForm } from '../forms/form.js'
import { cleanHostname, enlisted, identityOf, macAddresses, nodeFields } from '../forms/nodes.js'
import { type Power, readPower } from '../forms/power.js'
import { formBoolean } from '../server/param-values.js'
import type { Params } from '../server/params.js'
import { refuse } from '../server/refusal.js'
import type { MaasState } from '../state/state.js'
import type { Machine } from '../state/types.js'
import { architectures } from './constraints.js'

export const kernels = ['ga-20.04', 'hwe-20.04', 'ga-22.04', 'hwe-22.04', 'ga-24.04', 'hwe-24.04'] as const

/** Architecture and MAC address are required, unless IPMI will detect them or the machine is already deployed. */
const needsIdentity = (data: Params): boolean =>
  !(data.get('power_type') === 'ipmi' || (formBoolean(data.get('deployed')) && !data.has('power_type')))

/**
 * The architecture of a new machine may be in two parts.
 *
 * @throws Refusal 400 where the second part is given twice.
 */
export function withArchitecture(data: Params): Params {
  const [architecture, sub] = [data.get('architecture'), data.get('subarchitecture')]
  if (!architecture) return data
  if (architecture.includes('/')) {
    if (sub) throw refuse(400, 'Subarchitecture cannot be specified twice.')
    return data
  }
  return data.with([['architecture', `${architecture}/${sub || 'generic'}`]])
}

/**
 * Reads the machine form of create and update into the machine; absent fields keep their value.
 *
 * @throws Refusal 400 with all messages by field; the machine is changed only when the form is valid.
 */
export function readMachineForm(state: MaasState, machine: Machine, data: Params, creating: boolean): void {
  let power: Power | undefined
  const isIdentified = creating && needsIdentity(data)
  const values = readForm(
    data,
    {
      ...nodeFields(state),
      architecture: choice({
        choices: architectures,
        listedAs: 'architecture',
        keepsOnEmpty: true,
        required: isIdentified,
      }),
      min_hwe_kernel: text({
        max: 31,
        check: (kernel) =>
          kernels.some((known) => known === kernel)
            ? undefined
            : `No kernel matches ">=${kernel}" requirement.`,
      }),
      hwe_kernel: text({ max: 31 }),
      pool: reference(byName(state.pools)),
      cpu_count: whole(),
      memory: whole(),
      mac_addresses: macAddresses(state, { creating, required: isIdentified }),
    },
    {
      current: creating
        ? undefined
        : {
            description: machine.description,
            swap_size: machine.swapSize,
            min_hwe_kernel: machine.minHweKernel,
            architecture: machine.architecture,
          },
      clean: (form) => {
        cleanHostname(form, state, machine)
        const macs = form.values.mac_addresses ?? []
        power = readPower(form, machine, {
          creating,
          hasInterfaces: macs.length > 0 || machine.interfaces.length > 0,
        })
      },
    },
  )
  Object.assign(machine, {
    ...identityOf(state, machine, values, data),
    description: values.description,
    architecture: values.architecture,
    minHweKernel: values.min_hwe_kernel,
    swapSize: values.swap_size,
    cpuCount: values.cpu_count ?? machine.cpuCount,
    memoryMib: values.memory ?? machine.memoryMib,
    zoneId: values.zone?.id ?? machine.zoneId,
    poolId: values.pool?.id ?? machine.poolId,
    ...power,
    ...(creating && { interfaces: enlisted(state, values.mac_addresses) }),
  } satisfies Partial<Machine>)
}
