import type { MaasSimulator } from '../../../src/maas/simulator.js'
import type { Machine, StatusName } from '../../../src/maas/state/types.js'
import { Ids } from './ids.js'
import { Names } from './names.js'
import type { MachineState, Recorded } from './recording.js'
import { sightings } from './sightings.js'
import { kindOf, type Step, type StepKind, stepKinds, take } from './steps.js'
import { unrecorded } from './unrecorded.js'

/** How the recorder brought a machine into a status, step by step, from New. */
const paths: Partial<Record<StatusName, [from: StatusName, ...steps: string[]]>> = {
  Commissioning: ['New', 'POST ID?op=commission testing_scripts=none'],
  Ready: ['New', 'POST ID?op=commission', 'node ID OK'],
  'Failed commissioning': ['New', 'POST ID?op=commission testing_scripts=none', 'node ID FAILED'],
  Allocated: ['Ready', 'OWNER POST machines/?op=allocate system_id=NODE'],
  Testing: ['Ready', 'POST ID?op=test'],
  'Failed testing': ['Ready', 'POST ID?op=test', 'node ID FAILED'],
  'Entering rescue mode': ['Ready', 'POST ID?op=rescue_mode'],
  'Rescue mode': ['Ready', 'POST ID?op=rescue_mode', 'node ID OK'],
  Deploying: ['Allocated', 'OWNER POST ID?op=deploy distro_series=focal'],
  Deployed: ['Deploying', 'node ID OK'],
  'Failed deployment': ['Deploying', 'node ID FAILED'],
  Broken: ['Allocated', 'OWNER POST ID?op=mark_broken'],
  'Disk erasing': ['Deployed', 'OWNER POST ID?op=release erase=true'],
  'Failed disk erasing': ['Disk erasing', 'node ID FAILED'],
}

/** Plays what the recording leaves out: the state at its start, and what happened between the exchanges. */
export class Stage {
  readonly names = new Names()
  readonly ids = new Ids()
  /** How often each kind of step was taken between the exchanges. */
  readonly taken = Object.fromEntries(stepKinds.map((kind) => [kind, 0])) as Record<StepKind, number>

  constructor(
    readonly simulator: MaasSimulator,
    private readonly file: string,
    private readonly recorded: readonly Recorded[],
  ) {}

  /** The state that the recording began with. */
  async open(): Promise<void> {
    const { simulator } = this
    const { state } = simulator
    const beginning = unrecorded[this.file]
    beginning?.region?.(simulator, this.recorded)
    for (const [recorded, ours] of [
      ['fndrty', state.rackId],
      ['t8dtm7', state.regionId],
    ] as const) {
      this.names.learn(recorded, ours)
      this.ids.bind('node', recorded, ours)
    }
    this.names.learn('maas.example%3A5240', encodeURIComponent(new URL(simulator.url).host))
    for (const [id, { hostname, mac, status, owner, locked }] of sightings(this.recorded)) {
      const machine = simulator.addMachine({
        ...(mac !== undefined && { macs: [mac] }),
        ...beginning?.machines?.[id],
        status: 'New',
        hostname,
      })
      this.names.learn(id, machine.systemId)
      this.names.learn(`/MAAS/api/2.0/machines/${id}/`, `/MAAS/api/2.0/machines/${machine.systemId}/`)
      this.ids.bind('node', id, machine.systemId)
      await this.#bring(id, beginning?.statuses?.[id] ?? status, owner ?? 'admin')
      if (locked) machine.locked = true
    }
    await this.#play(beginning?.start ?? [])
    beginning?.opened?.(simulator, this.names, this.recorded)
  }

  machineOf(entry: Recorded): Machine | undefined {
    const field = entry.request.fields?.find(([name]) => name === 'system_id')?.[1]
    const id =
      /\/(?:machines|nodes)\/(\w{6})\//.exec(entry.request.path)?.[1] ??
      (typeof field === 'string' ? field : undefined)
    return id === undefined ? undefined : this.simulator.state.machine(this.names.ours(id))
  }

  async #bring(id: string, status: StatusName, owner: string): Promise<void> {
    const [from, ...steps] = paths[status] ?? []
    if (from === undefined) return
    await this.#bring(id, from, owner)
    const who = owner === 'bob' ? 'bob ' : ''
    await this.#play(
      steps.map((step) =>
        step
          .replace('OWNER ', who)
          .replace('NODE', id)
          .replace(/ID(?=\?)/, `machines/${id}/`)
          .replace('ID', id),
      ),
    )
  }

  async #play(steps: readonly Step[]): Promise<void> {
    for (const [index, step] of steps.entries()) {
      if (step === 'soon') continue
      if (index > 0 && steps[index - 1] !== 'soon') this.#settle()
      await take(step, this.simulator, this.names)
    }
    if (steps.at(-1) !== 'soon') this.#settle()
  }

  /** The recorder waited for the BMC between its calls. */
  #settle(): void {
    for (const machine of this.simulator.machines) this.simulator.settlePower(machine.systemId)
  }

  /** What happened before this exchange. */
  async prepare(entry: Recorded): Promise<void> {
    const steps = unrecorded[this.file]?.before?.[entry.name] ?? []
    if (steps[0] !== 'soon') this.#settle()
    for (const step of steps) this.taken[kindOf(step)] += 1
    await this.#play(steps)
    const machine = this.machineOf(entry)
    if (machine && entry.before) this.#power(machine, entry.before)
  }

  /** The table of statuses gives the power state before each call: unpublished calls switched the machine. */
  #power(machine: Machine, { power_state: power }: MachineState): void {
    if (power === null || machine.powerState === power) return
    if (power !== 'on' && power !== 'off') {
      this.taken.bmc += 1
      machine.powerState = power as Machine['powerState']
      return
    }
    this.taken.request += 1
    this.simulator.lifecycle.switchPower(machine, power)
    this.simulator.settlePower(machine.systemId)
  }
}
