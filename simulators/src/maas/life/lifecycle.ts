import { Refusal, refuse } from '../server/refusal.js'
import { claimAddresses, releaseAddresses } from '../state/addresses.js'
import { discoverHardware } from '../state/hardware.js'
import { newKey, type MaasState } from '../state/state.js'
import { wipe } from '../state/storage-layouts.js'
import { applyDefinitions } from '../state/tag-definitions.js'
import type { Machine, PowerState, StatusName } from '../state/types.js'
import {
  abortedWithoutPower,
  abortOf,
  afterTesting,
  failsTo,
  needsPower,
  noRack,
  notDeployed,
  releasable,
  releaseLimitMinutes,
  silentBmc,
  takeFailure,
  timedOut,
} from './lifecycle-rules.js'
import { ScriptRuns } from './script-runs.js'
import type { Timeline } from './timeline.js'
import type { Durations, Failable, PlannedFailure, Signal } from './types.js'

/** Moves machines through their statuses, as requests to the region and reports of nodes do. */
export class Lifecycle {
  readonly failures: PlannedFailure[] = []
  readonly #deployed = new Set<(machine: Machine, userData: string | undefined) => void>()
  readonly #powering = new Map<string, 'on' | 'off'>()
  readonly #scripts: ScriptRuns

  constructor(
    private readonly state: MaasState,
    private readonly timeline: Timeline,
    private readonly durations: Durations,
  ) {
    this.#scripts = new ScriptRuns(state)
  }

  onDeployed(listener: (machine: Machine, userData: string | undefined) => void): () => void {
    this.#deployed.add(listener)
    return () => this.#deployed.delete(listener)
  }

  /** @param tests names and tags of the testing scripts; `none` for no tests, empty for the default ones */
  commission(machine: Machine, username: string, tests: readonly string[] = []): void {
    const withTests = !tests.includes('none')
    needsPower(machine)
    this.needsImage('Ephemeral')
    this.#scripts.remember(machine)
    if (!machine.skipNetworking) for (const nic of machine.interfaces) nic.links = []
    if (!machine.skipStorage) wipe(machine)
    this.#scripts.start(machine, 'commissioning')
    if (withTests) this.#scripts.start(machine, 'testing', tests)
    this.#enter(machine, 'Commissioning', username)
    this.#log(machine, 'Commissioning')
    this.#power(machine, 'on', 'commission')
    this.#plan(machine, 'commission', withTests ? 'TESTING' : 'OK')
  }

  test(machine: Machine, username: string, tests: readonly string[] = []): void {
    needsPower(machine)
    this.#scripts.remember(machine)
    this.#scripts.start(machine, 'testing', tests)
    this.#enter(machine, 'Testing', username)
    this.#log(machine, 'Testing')
    this.#power(machine, 'on', 'test')
    this.#plan(machine, 'test')
  }

  /** @throws Refusal 400 or 500 without an image or a power type. */
  deploy(machine: Machine): void {
    needsPower(machine)
    this.needsImage('Deployment')
    claimAddresses(this.state, machine)
    this.#scripts.start(machine, 'installation')
    machine.status = 'Deploying'
    this.#log(machine, 'Deploying')
    this.#power(machine, 'on', 'deploy')
    this.#plan(machine, 'deploy')
  }

  /** Switches a machine on or off; the power state changes once the BMC is done. */
  switchPower(machine: Machine, power: 'on' | 'off'): void {
    const running = this.#powering.get(machine.systemId)
    if (this.timeline.isPlanned(machine.systemId, 'power') && running !== power) {
      const { reply } = refuse(
        503,
        "Unable to change power state to 'on' for node: another action is already in progress for that node.",
      )
      throw new Refusal({ ...reply, origin: 'bare' })
    }
    this.#power(machine, power, 'power')
  }

  release(machine: Machine, erase: boolean): void {
    // A machine that is off is released at once, and then started by a power action that is still under way.
    const isOff = machine.powerState === 'off' || machine.powerType === 'manual'
    for (const track of ['node', 'refresh'] as const) this.timeline.cancel(machine.systemId, track)
    if (erase || !isOff) this.timeline.cancel(machine.systemId, 'power')
    if (erase) {
      machine.status = 'Disk erasing'
      this.#power(machine, 'on', 'erase')
      this.#plan(machine, 'erase')
      return
    }
    this.#letGo(machine)
    machine.status = 'Releasing'
    if (isOff) this.#released(machine)
    else this.#power(machine, 'off', 'release', () => this.#released(machine))
  }

  /** Aborts the running operation. The status changes once the power is off, so the reply still shows the old one. */
  abort(machine: Machine): void {
    this.timeline.cancelAll(machine.systemId)
    const [event, target] = abortOf(machine)
    this.#log(machine, event)
    if (machine.status === 'Commissioning') machine.owner = null
    const scripts = machine.status === 'Commissioning' || machine.status === 'Testing'
    this.#power(machine, 'off', 'power', () => {
      this.#scripts.abort(machine)
      if (scripts) this.#scripts.forget(machine)
      machine.status = target
      if (target === 'Ready' || target === 'New') machine.owner = null
    })
  }

  enterRescue(machine: Machine, username: string): void {
    needsPower(machine)
    if (machine.status === 'Entering rescue mode') machine.owner ??= username
    else this.#enter(machine, 'Entering rescue mode', machine.owner ?? username)
    this.#log(machine, 'Entering rescue mode')
    if (!this.state.rackConnected) {
      // The status is rolled back, the event is not (README, fact 14).
      machine.status = machine.previousStatus
      if (machine.status === 'Ready' || machine.status === 'New') machine.owner = null
      throw new Refusal({ ...noRack(this.state.rackId).reply, origin: 'bare' })
    }
    this.#power(machine, 'on', 'rescue_mode')
    this.#plan(machine, 'rescue_mode')
  }

  exitRescue(machine: Machine): void {
    this.timeline.cancelAll(machine.systemId)
    machine.status = 'Exiting rescue mode'
    const target = machine.previousStatus
    this.#power(machine, target === 'Deployed' ? 'on' : 'off', 'exit_rescue_mode', () => {
      machine.status = target
      if (target === 'Ready' || target === 'New' || target === 'Broken') machine.owner = null
      this.#log(machine, 'Exited rescue mode')
    })
  }

  markBroken(machine: Machine): void {
    this.timeline.cancelAll(machine.systemId)
    const from = machine.status
    if (releasable.includes(from)) {
      this.#letGo(machine)
      releaseAddresses(machine)
      machine.annotations = {}
      if (machine.powerState === 'on') this.#power(machine, 'off', 'power')
    }
    machine.previousStatus = from
    machine.status = 'Broken'
    machine.owner = null
  }

  /** Cancels what is planned for a machine that is deleted. */
  forget(machine: Machine): void {
    this.timeline.cancelAll(machine.systemId)
  }

  /** Queries the BMC. When it does not respond, the result is `error` and an event, not an error reply. */
  queryPower(machine: Machine): PowerState {
    if (!this.state.rackConnected) throw noRack(this.state.rackId)
    const failure = this.#take('power', machine)
    if (failure) {
      this.state.log(machine, 'WARNING', "Failed to query node's BMC", failure.message ?? silentBmc)
      machine.powerState = 'error'
    } else if (machine.powerType !== 'manual') machine.powerState = machine.bmcState
    return machine.powerState
  }

  /** Without a rack the list of images is empty (README, fact 14). */
  needsImage(kind: 'Ephemeral' | 'Deployment'): void {
    if (!this.state.rackConnected) throw refuse(400, `${kind} operating system ubuntu focal is unavailable.`)
  }

  /** Handles a node's report; false when it is ignored in this status. */
  signal(machine: Machine, signal: Signal, message?: string): boolean {
    this.state.addNodeUser()
    machine.nodeToken ??= { token_key: newKey(18), token_secret: newKey(32), consumer_key: newKey(18) }
    if (signal === 'WORKING') return true
    if (signal === 'REPORTED') return this.#reported(machine)
    this.timeline.cancel(machine.systemId, 'node')
    // A node that reports is on: the power action that started it has ended.
    this.timeline.run(machine.systemId, 'power')
    const failed = signal === 'FAILED' || signal === 'SCRIPT_FAILED'
    const listeners: Partial<Record<StatusName, () => void>> = {
      Commissioning: () =>
        failed ? this.#fail(machine, 'commissioning', signal) : this.#commissioned(machine, signal),
      Testing: () => (failed ? this.#fail(machine, 'testing', signal) : this.#tested(machine)),
      Deploying: () => this.#installed(machine, failed, message),
      'Entering rescue mode': () => {
        machine.status = failed ? 'Failed to enter rescue mode' : 'Rescue mode'
        this.#log(machine, machine.status)
      },
      'Disk erasing': () =>
        failed
          ? this.#markFailed(machine, 'Failed disk erasing', message ?? 'Failed to erase disks.')
          : this.release(machine, false),
    }
    const listener = listeners[machine.status]
    listener?.()
    return listener !== undefined
  }

  /** The results of the commissioning scripts count as they arrive, before the node says that it is done. */
  #reported(machine: Machine): boolean {
    if (machine.status !== 'Commissioning') return false
    discoverHardware(this.state, machine)
    this.#scripts.finish(machine.commissioning, 2)
    return true
  }

  #commissioned(machine: Machine, signal: Signal): void {
    if (machine.commissioning.status !== 2) this.#reported(machine)
    applyDefinitions(this.state, machine)
    if (signal === 'TESTING') {
      // The tests end in Ready, also those of a machine that had failed before.
      machine.previousStatus = 'Commissioning'
      machine.status = 'Testing'
      this.#plan(machine, 'test')
      return
    }
    this.#ready(machine)
  }

  #tested(machine: Machine): void {
    this.#scripts.finish(machine.testing, 2)
    const target = afterTesting(machine.previousStatus)
    if (target === 'Ready') this.#ready(machine)
    else machine.status = target
  }

  #ready(machine: Machine): void {
    if (machine.testing.status === 0) this.#scripts.finish(machine.testing, 2)
    machine.status = 'Ready'
    machine.owner = null
    this.#log(machine, 'Ready')
    if (machine.enableSsh) return
    // The node switches itself off; MAAS notices at the next power query.
    machine.bmcState = 'off'
    this.timeline.plan(machine.systemId, 'refresh', this.durations.refresh, () => {
      if (machine.powerState === 'on') machine.powerState = machine.bmcState
    })
  }

  #installed(machine: Machine, failed: boolean, message: string | undefined): void {
    if (failed) {
      this.#scripts.finish(machine.installation, 3)
      this.state.log(machine, 'ERROR', 'Node installation failure', "'curtin' curtin command install")
      const reason = message ?? 'Installation failed (refer to the installation log for more information).'
      this.#markFailed(machine, 'Failed deployment', reason)
      return
    }
    this.#scripts.finish(machine.installation, 2)
    machine.netboot = false
    this.#log(
      machine,
      'Image Deployed',
      `deployed ${machine.osystem}/${machine.distroSeries}/${machine.architecture}`,
    )
    machine.status = 'Deployed'
    this.#log(machine, 'Deployed')
    for (const listener of this.#deployed) listener(machine, machine.userData)
  }

  #enter(machine: Machine, status: StatusName, owner: string): void {
    machine.previousStatus = machine.status
    machine.status = status
    machine.owner = owner
  }

  #fail(machine: Machine, stage: 'commissioning' | 'testing', signal: Signal): void {
    if (signal === 'SCRIPT_FAILED') {
      if (stage === 'commissioning') discoverHardware(this.state, machine)
      this.#scripts.finish(machine[stage], 3)
    } else if (stage === 'commissioning') {
      this.#scripts.forget(machine)
      machine.commissioning.status = -1
    } else this.#scripts.finish(machine.testing, 2)
    machine.status = `Failed ${stage}`
    this.#log(machine, machine.status)
  }

  #markFailed(machine: Machine, status: StatusName, reason: string): void {
    machine.status = status
    this.state.log(machine, 'ERROR', 'Marking node failed', reason, 'mark_failed')
  }

  /** The common part of release and mark_broken: resets the deployment. */
  #letGo(machine: Machine): void {
    this.#log(machine, 'Releasing')
    Object.assign(machine, notDeployed())
  }

  #released(machine: Machine): void {
    machine.status = machine.commissioning.status === 2 ? 'Ready' : 'New'
    machine.owner = null
    machine.annotations = {}
    releaseAddresses(machine)
    this.#log(machine, 'Released')
  }

  #power(machine: Machine, power: 'on' | 'off', cause: Failable, done?: () => void): void {
    this.timeline.cancel(machine.systemId, 'refresh')
    this.#powering.set(machine.systemId, power)
    this.timeline.plan(machine.systemId, 'power', this.durations.power, () => {
      const failure =
        this.#take('power', machine) ??
        (cause === 'release' || cause === 'exit_rescue_mode' ? this.#take(cause, machine) : undefined)
      if (failure?.isSilent) {
        const left = releaseLimitMinutes * 60 - this.durations.power
        const give = (): void => this.#powerFailed(machine, timedOut(machine.status, releaseLimitMinutes))
        this.timeline.plan(machine.systemId, 'power', Math.max(0, left), give)
        return
      }
      if (failure) {
        this.#powerFailed(machine, failure.message ?? silentBmc)
        return
      }
      machine.bmcState = power
      machine.powerState = machine.powerType === 'manual' ? 'unknown' : (power satisfies PowerState)
      done?.()
    })
  }

  /** Handles a BMC failure: the effect depends on the purpose of the power action (README, facts 13 and 14). */
  #powerFailed(machine: Machine, message: string): void {
    this.timeline.cancel(machine.systemId, 'node')
    const target = failsTo(machine.status)
    if (machine.status === 'Commissioning' || machine.status === 'Testing') this.#revert(machine)
    else if (target && machine.status !== 'Disk erasing') this.#markFailed(machine, target, message)
  }

  #revert(machine: Machine): void {
    const text = abortedWithoutPower(machine)
    const target = machine.previousStatus
    this.#scripts.forget(machine)
    machine.status = target
    if (target === 'New' || target === 'Ready') machine.owner = null
    this.state.log(machine, 'WARNING', "Failed to query node's BMC", text)
  }

  /** Plans the next report of the node. */
  #plan(
    machine: Machine,
    action: Exclude<Failable, 'release' | 'power' | 'exit_rescue_mode'>,
    signal: Signal = 'OK',
  ): void {
    const step = action === 'rescue_mode' ? 'rescue' : action
    this.timeline.plan(machine.systemId, 'node', this.durations[step], () => {
      const failure = this.#take(action, machine)
      if (failure?.isSilent) {
        this.#expire(machine, this.durations[step])
        return
      }
      // A planned failure leaves evidence: a failed script, or an installation with its log.
      this.signal(machine, failure ? 'SCRIPT_FAILED' : signal, failure?.message)
    })
  }

  /** Waits for the rest of the limit without a report of the node, `node_timeout`; erasing has none. */
  #expire(machine: Machine, passedSeconds: number): void {
    const minutes = Number(this.state.settings.get('node_timeout'))
    const target = failsTo(machine.status)
    if (!target || machine.status === 'Disk erasing') return
    this.timeline.plan(machine.systemId, 'node', Math.max(0, minutes * 60 - passedSeconds), () => {
      for (const set of [machine.commissioning, machine.testing, machine.installation])
        if (set.status === 0 || set.status === 1) this.#scripts.finish(set, 5)
      this.#markFailed(machine, target, timedOut(machine.status, minutes))
    })
  }

  readonly #take = (action: Failable, machine: Machine): PlannedFailure | undefined =>
    takeFailure(this.failures, action, machine)

  #log(machine: Machine, type: string, description = ''): void {
    this.state.log(machine, 'INFO', type, description)
  }
}
