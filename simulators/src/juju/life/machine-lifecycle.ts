import { type Instance } from '../../instance-provider.js'
import { trackOnly } from '../state/charms/charm.js'
import { macAddress } from '../state/set-state.js'
import type { JujuState } from '../state/state.js'
import { tagOf } from '../state/tags.js'
import { type Machine, type Model, status } from '../state/types.js'

export type After = (seconds: number, action: () => void) => void

const PICK_UP_SECONDS = 2
const AGENT_SECONDS = 30
const CONTAINER_SECONDS = 45
const CONTAINER_AGENT_SECONDS = 15

/** Moves machines from `pending` to `started`: the provider starts machines, then containers start on running hosts. */
export class MachineLifecycle {
  #containers = 0

  constructor(
    private readonly state: JujuState,
    private readonly after: After,
    private readonly started: (model: Model, machine: Machine) => void,
  ) {}

  added(model: Model, machine: Machine): void {
    if (machine.parentId === undefined) this.after(PICK_UP_SECONDS, () => this.provision(model, machine))
    else if (model.machines.get(machine.parentId)?.agentPresent === true) this.#startContainer(model, machine)
  }

  provision(model: Model, machine: Machine): void {
    if (isGone(model, machine)) return
    machine.instanceStatus = status('provisioning', 'starting', this.state.now())
    void this.#provision(model, machine)
  }

  removed(machine: Machine): void {
    if (machine.parentId !== undefined || machine.instanceId === undefined) return
    // As in a real controller, a failure of the cloud to stop a machine does not keep the machine.
    this.state.provider.stop(machine.instanceId).catch(() => {})
  }

  async #provision(model: Model, machine: Machine): Promise<void> {
    try {
      const reason = this.state.failures.takeProvisioning(machine.id)
      if (reason !== undefined) throw new Error(reason)
      const instance = await this.state.provider.start({
        machineId: machine.id,
        base: `${machine.base.name}@${trackOnly(machine.base).channel}`,
        constraints: machine.constraints,
        ...(machine.placement === undefined ? {} : { placement: machine.placement }),
        credential: this.state.credentials.get(model.credential)?.attributes ?? {},
        ...userDataOf(model),
      })
      if (model.machines.get(machine.id) !== machine) await this.state.provider.stop(instance.instanceId)
      else this.#running(model, machine, instance)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      machine.instanceStatus = status('provisioning error', message, this.state.now())
      this.#log(model, machine, 'ERROR', `cannot start instance for machine "${machine.id}": ${message}`)
    }
  }

  #running(model: Model, machine: Machine, instance: Instance): void {
    const { arch, cores, memMib, availabilityZone } = instance.hardware
    machine.instanceId = instance.instanceId
    machine.displayName = instance.hostname
    machine.addresses = instance.addresses
    machine.macAddress = macAddress(Number(/(?<!\d)\d+$/.exec(machine.id)?.[0] ?? 0))
    machine.hardware = [
      `arch=${arch}`,
      `cores=${cores}`,
      `mem=${memMib}M`,
      ...(availabilityZone === undefined ? [] : [`availability-zone=${availabilityZone}`]),
    ].join(' ')
    machine.instanceStatus = status('running', 'Deployed', this.state.now())
    this.#log(
      model,
      machine,
      'INFO',
      `started machine ${machine.id} as instance ${instance.instanceId} with hardware "${machine.hardware}"`,
    )
    this.after(AGENT_SECONDS, () => this.#agentUp(model, machine))
  }

  #startContainer(model: Model, machine: Machine): void {
    machine.instanceStatus = status('allocating', 'Creating container', this.state.now())
    this.after(CONTAINER_SECONDS, () => {
      if (isGone(model, machine)) return
      this.#containers += 1
      const number = this.#containers
      machine.instanceId = `juju-${model.uuid.slice(-6)}-${machine.id.replaceAll('/', '-')}`
      machine.displayName = machine.instanceId
      machine.addresses = [`10.1.${Math.floor(number / 250)}.${(number % 250) + 1}`]
      machine.macAddress = macAddress(0x1_0000 + number)
      machine.hardware = 'arch=amd64'
      machine.instanceStatus = status('running', 'Container started', this.state.now())
      this.after(CONTAINER_AGENT_SECONDS, () => this.#agentUp(model, machine))
    })
  }

  #agentUp(model: Model, machine: Machine): void {
    if (isGone(model, machine)) return
    machine.agentStatus = status('started', '', this.state.now())
    machine.agentPresent = true
    this.#log(model, machine, 'INFO', `machine agent ${tagOf('machine', machine.id)} start (4.0.15 [gc])`)
    this.started(model, machine)
  }

  #log(model: Model, machine: Machine, severity: 'INFO' | 'ERROR', message: string): void {
    const module = severity === 'ERROR' ? 'juju.worker.provisioner' : 'juju.cmd.jujud'
    this.state.log(model, {
      tag: severity === 'ERROR' ? 'machine-0' : tagOf('machine', machine.id),
      severity,
      module,
      message,
    })
  }
}

function isGone(model: Model, machine: Machine): boolean {
  return model.machines.get(machine.id) !== machine || machine.life === 'dead'
}

function userDataOf(model: Model): { userData?: string } {
  const userData = model.config.get('cloudinit-userdata')
  return typeof userData === 'string' && userData !== '' ? { userData } : {}
}
