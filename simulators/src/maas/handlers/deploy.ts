import { machineReply } from '../replies/machine.js'
import { stringBoolean } from '../server/param-values.js'
import type { Params } from '../server/params.js'
import { invalid, invalidModel, refuse } from '../server/refusal.js'
import type { UserExchange } from '../server/router.js'
import { kernelsBySeries } from '../state/boot-images.js'
import type { MaasState } from '../state/state.js'
import { rootFilesystem } from '../state/storage.js'
import type { Machine } from '../state/types.js'
import { machineFor } from './access.js'
import { readLaterFields } from './later-fields.js'
import { acquire, readOptions } from './allocate.js'

export function deploy(exchange: UserExchange): unknown {
  const machine = machineFor(exchange, 'edit')
  const { state, user, lifecycle, body } = exchange
  // Read from the form only: a JSON body deploys the default series and reports no error.
  const params = body.post
  readOptions(params)
  const kvm = stringBoolean(params, 'install_kvm') || stringBoolean(params, 'register_vmhost')
  if (kvm && !user.isAdmin) throw refuse(403, 'Only administratros can deploy VM hosts')
  if (stringBoolean(params, 'install_rackd')) {
    throw refuse(400, "Deploying a machine as a rackd has been disabled and it's not supported anymore.")
  }
  if (machine.status !== 'Ready' && machine.status !== 'Allocated') {
    throw refuse(409, `Can't deploy a machine that is in the '${machine.status}' state`)
  }
  const ephemeral = stringBoolean(params, 'ephemeral_deploy')
  if (kvm && ephemeral) throw refuse(400, 'Cannot deploy as a VM host for ephemeral deployments.')
  lifecycle.needsImage('Deployment')
  stringBoolean(params, 'vcenter_registration', true)
  const { osystem, distroSeries } = readSeries(state, machine, params)
  if (params.has('license_key') && params.get('license_key') !== '')
    throw invalid({ license_key: ['Invalid license key.'] })
  const hweKernel =
    osystem === 'ubuntu' ? readKernel(state, machine, distroSeries, params.get('hwe_kernel')) : ''
  checkReady(machine, ephemeral)
  if (machine.status === 'Ready') acquire(machine, user, '')
  Object.assign(machine, {
    osystem,
    distroSeries,
    hweKernel,
    agentName: params.get('agent_name') ?? machine.agentName,
    ephemeralDeploy: ephemeral || machine.disks.length === 0,
    enableHwSync: stringBoolean(params, 'enable_hw_sync'),
    userData: params.get('user_data'),
  } satisfies Partial<Machine>)
  readLaterFields(state, machine, params, 'deploy')
  lifecycle.deploy(machine)
  return machineReply(state, machine)
}

/** `jammy`, `ubuntu/jammy`, `ubuntu` for the newest, or nothing for the region's default. */
function readSeries(
  state: MaasState,
  machine: Machine,
  params: Params,
): { osystem: string; distroSeries: string } {
  const fallback = String(state.settings.get('default_distro_series'))
  const series = [...kernelsBySeries(state, machine.architecture).keys()]
  const value = params.get('distro_series') || fallback
  if (value === 'ubuntu') return { osystem: 'ubuntu', distroSeries: series.at(-1) ?? fallback }
  const found = series.find((name) => name === value || `ubuntu/${name}` === value)
  if (found) return { osystem: 'ubuntu', distroSeries: found }
  const custom = state.customImages.find((name) => `custom/${name}` === value)
  if (custom) return { osystem: 'custom', distroSeries: custom }
  const images = [
    ...state.customImages.map((name) => `custom/${name}`),
    ...series.map((name) => `ubuntu/${name}`),
  ]
  const choices = ['', ...images].map((choice) => `'${choice}'`).join(', ')
  throw invalid({
    distro_series: [`'${value}' is not a valid distro_series.  It should be one of: ${choices}.`],
  })
}

const refuseKernel = (message: string) => invalid({ hwe_kernel: [message] })

/** The kernel is checked only while the machine has none: after an aborted deployment any name is accepted (README, fact 16). */
function readKernel(
  state: MaasState,
  machine: Machine,
  distroSeries: string,
  wanted: string | undefined,
): string {
  const kernels = kernelsBySeries(state, machine.architecture).get(distroSeries) ?? []
  const own = kernels[0] ?? ''
  if (machine.hweKernel !== null) return wanted || machine.hweKernel
  if (wanted && /hwe|ga-/.test(wanted)) {
    if (!kernels.includes(wanted)) {
      throw refuseKernel(`${wanted} is not available for ubuntu/${distroSeries} on ${machine.architecture}.`)
    }
    if (machine.minHweKernel && rank(wanted) < rank(machine.minHweKernel)) {
      throw refuseKernel(
        `chosen kernel (${wanted}) is older than minimal kernel required by the machine (${machine.minHweKernel}).`,
      )
    }
    return wanted
  }
  if (!machine.minHweKernel) return own
  const enough = kernels.filter((kernel) => rank(kernel) >= rank(machine.minHweKernel))
  if (!enough[0])
    throw refuseKernel(
      `${distroSeries} has no kernels available which meet min_hwe_kernel(${machine.minHweKernel}).`,
    )
  return enough[0]
}

const kernelVersion = (kernel: string): string => kernel.split('-')[1] ?? ''

/** Sorts older series first, and `ga` before `hwe` within a series. */
function rank(kernel: string): number {
  return Number(kernelVersion(kernel)) * 10 + (kernel.startsWith('hwe') ? 1 : 0)
}

function checkReady(machine: Machine, ephemeral: boolean): void {
  const vmfs = machine.storageLayout.startsWith('vmfs') ? machine.storageLayout.toUpperCase() : undefined
  const rooted = !vmfs && rootFilesystem(machine) !== undefined
  if (!rooted && machine.disks.length > 0 && !ephemeral) {
    const messages = ["Mount the root '/' filesystem to be able to deploy this node."]
    if (vmfs)
      messages.push(
        `This node cannot be deployed because the selected deployment OS, ubuntu, does not support ${vmfs}.`,
      )
    throw invalidModel({ storage: messages })
  }
  if (!machine.interfaces.some((nic) => nic.links.some((link) => link.mode !== 'link_up'))) {
    throw invalidModel({ network: ['Node must be configured to use a network'] })
  }
}
