import { type BundleApplication, type BundleFile, placementsOf } from './bundle-file.js'
import { parsePlacement, unitCount } from './bundle-problems.js'
import { Refusal } from '../server/refusal.js'

/** One step of a plan, as `Bundle.GetChangesMapArgs` has it: `$deploy-1` refers to the result of another step. */
export interface BundleChange {
  id: string
  method: string
  args: Record<string, unknown>
  requires: string[]
}

/** The plan for deploying a valid bundle to an empty model, in the controller's order. */
export function planBundle(bundle: BundleFile): BundleChange[] {
  return new Planner(bundle).plan()
}

class Planner {
  readonly #changes: BundleChange[] = []
  /** Ids of steps by what they create: `charm ...`, `application NAME`, `machine ID`, `saas NAME`. */
  readonly #made = new Map<string, string>()
  readonly #machines: string[] = []
  readonly #units = new Map<string, BundleChange[]>()

  constructor(private readonly bundle: BundleFile) {}

  plan(): BundleChange[] {
    const names = Object.keys(this.bundle.applications).toSorted()
    for (const name of names) this.#application(name, this.bundle.applications[name] ?? {})
    if (this.bundle.bundle !== 'kubernetes') this.#declaredMachines()
    for (const [name, { url = '' }] of Object.entries(this.bundle.saas)) {
      this.#made.set(`saas ${name}`, this.#add('consumeOffer', { 'application-name': name, url }).id)
    }
    for (const [one = '', other = ''] of this.bundle.relations) this.#relation(one, other)
    if (this.bundle.bundle !== 'kubernetes') {
      for (const name of names) this.#addUnits(name, this.bundle.applications[name] ?? {})
      this.#placeAll(names)
    }
    for (const change of this.#changes) change.requires = [...new Set(change.requires)].toSorted()
    return sorted(this.#changes)
  }

  #application(name: string, application: BundleApplication): void {
    const {
      charm = '',
      channel,
      revision,
      constraints,
      storage,
      devices,
      bindings,
      options,
      resources = {},
      annotations,
      expose,
    } = application
    const base = application.base ?? this.bundle['default-base']
    const charmArgs = present({ charm, revision, channel, base })
    const key = `charm ${JSON.stringify(charmArgs)}`
    const charmId = this.#made.get(key) ?? this.#add('addCharm', charmArgs).id
    this.#made.set(key, charmId)
    const scale = this.bundle.bundle === 'kubernetes' ? unitCount(application) : 0
    const args = present({
      application: name,
      charm: `$${charmId}`,
      base,
      channel,
      'num-units': scale === 0 ? undefined : scale,
      options: filled(options),
      constraints: constraints === '' ? undefined : constraints,
      storage: filled(storage),
      devices: filled(devices),
      'endpoint-bindings': filled(bindings),
      resources: filled(
        Object.fromEntries(Object.entries(resources).filter(([, value]) => typeof value === 'number')),
      ),
      'local-resources': filled(
        Object.fromEntries(Object.entries(resources).filter(([, value]) => typeof value === 'string')),
      ),
    })
    const { id } = this.#add('deploy', args, [charmId])
    this.#made.set(`application ${name}`, id)
    if (expose === true) this.#add('expose', { application: `$${id}` }, [id])
    if (filled(annotations))
      this.#add('setAnnotations', { annotations, 'entity-type': 'application', id: `$${id}` }, [id])
  }

  #declaredMachines(): void {
    for (const id of Object.keys(this.bundle.machines).toSorted((a, b) => Number(a) - Number(b))) {
      const { base = this.bundle['default-base'], constraints, annotations } = this.bundle.machines[id] ?? {}
      const change = this.#machine(
        present({ base, constraints: constraints === '' ? undefined : constraints }),
      )
      this.#made.set(`machine ${id}`, change)
      if (filled(annotations))
        this.#add('setAnnotations', { annotations, 'entity-type': 'machine', id: `$${change}` }, [change])
    }
  }

  #relation(one: string, other: string): void {
    const ends = [one, other].map((end) => {
      const [name = '', ...endpoint] = end.split(':')
      const id = this.#made.get(`application ${name}`) ?? this.#made.get(`saas ${name}`) ?? ''
      return { id, text: [`$${id}`, ...endpoint].join(':') }
    })
    this.#add(
      'addRelation',
      { endpoint1: ends[0]?.text, endpoint2: ends[1]?.text },
      ends.map(({ id }) => id),
    )
  }

  /** Each unit requires the one before it. */
  #addUnits(name: string, application: BundleApplication): void {
    const deploy = this.#made.get(`application ${name}`) ?? ''
    const units: BundleChange[] = []
    for (let index = 0; index < unitCount(application); index += 1) {
      const before = units.at(-1)
      units.push(
        this.#add(
          'addUnit',
          { application: `$${deploy}` },
          before === undefined ? [deploy] : [deploy, before.id],
        ),
      )
    }
    this.#units.set(name, units)
  }

  /**
   * Applications whose placements name other applications are placed after those.
   *
   * @throws Refusal for applications that wait for each other.
   */
  #placeAll(names: string[]): void {
    const done = new Set<string>()
    const waiting = untilNoneIsReady(names, (name) => {
      const application = this.bundle.applications[name] ?? {}
      const others = placementsOf(application).flatMap(
        (directive) => parsePlacement(directive).application ?? [],
      )
      if (!others.every((other) => done.has(other))) return false
      this.#placeUnits(name, application)
      done.add(name)
      return true
    })
    if (waiting.length > 0) throw new Refusal(`cycle in placement directives for: ${waiting.join(', ')}`)
  }

  /** The last placement is used for the remaining units if it is a new machine or an application; otherwise they have none. */
  #placeUnits(name: string, application: BundleApplication): void {
    const placements = placementsOf(application)
    if (placements.length === 0) return
    const last = placements.at(-1) ?? ''
    const { machine, application: other, unit: number } = parsePlacement(last)
    const isRepeated = machine === 'new' || (other !== undefined && number === undefined)
    const placed = new Map<string, number>()
    for (const [index, unit] of (this.#units.get(name) ?? []).entries()) {
      const directive = placements[index] ?? (isRepeated ? last : undefined)
      if (directive === undefined) break
      const target = this.#target(directive, application, placed)
      if (target === undefined) continue
      unit.args['to'] = `$${target}`
      unit.requires.push(target)
    }
  }

  /** The step that creates the target of a placement; undefined once all units of the other application are used. */
  #target(
    directive: string,
    application: BundleApplication,
    placed: Map<string, number>,
  ): string | undefined {
    const { container, machine, application: other, unit } = parsePlacement(directive)
    const base = application.base ?? this.bundle['default-base']
    const constraints = application.constraints === '' ? undefined : application.constraints
    if (other === undefined) {
      const host = machine === 'new' ? undefined : this.#made.get(`machine ${machine}`)
      if (container === undefined) return host ?? this.#machine(present({ base, constraints }))
      return this.#container(container, host, base, constraints)
    }
    const next = unit ?? placed.get(other) ?? 0
    if (unit === undefined) placed.set(other, next + 1)
    const beside = this.#units.get(other)?.[next]?.id
    if (beside === undefined || container === undefined) return beside
    return this.#container(container, beside, base, constraints)
  }

  #container(
    type: string,
    host: string | undefined,
    base: string | undefined,
    constraints: string | undefined,
  ): string {
    const parent = host === undefined ? undefined : `$${host}`
    return this.#machine(present({ base, constraints, 'container-type': type, 'parent-id': parent }), host)
  }

  /** Machines are created one after another. */
  #machine(args: Record<string, unknown>, host?: string): string {
    const { id } = this.#add('addMachines', args, [...this.#machines, ...(host === undefined ? [] : [host])])
    this.#machines.push(id)
    return id
  }

  #add(method: string, args: Record<string, unknown>, requires: string[] = []): BundleChange {
    const change = { id: `${method}-${this.#changes.length}`, method, args, requires }
    this.#changes.push(change)
    return change
  }
}

/** Orders steps after those that they require; a step that has to wait goes to the end of the queue. */
function sorted(changes: readonly BundleChange[]): BundleChange[] {
  const done = new Set<string>()
  const result: BundleChange[] = []
  untilNoneIsReady(changes, (change) => {
    if (!change.requires.every((id) => done.has(id))) return false
    done.add(change.id)
    result.push(change)
    return true
  })
  return result
}

/** Calls `attempt` for each item until it is true, pass by pass; returns the items for which it never is. */
function untilNoneIsReady<T>(items: readonly T[], attempt: (item: T) => boolean): readonly T[] {
  const waiting = items.filter((item) => !attempt(item))
  return waiting.length === 0 || waiting.length === items.length
    ? waiting
    : untilNoneIsReady(waiting, attempt)
}

function present(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined))
}

function filled<T extends object>(value: T | undefined): T | undefined {
  return value === undefined || value === null || Object.keys(value).length === 0 ? undefined : value
}
