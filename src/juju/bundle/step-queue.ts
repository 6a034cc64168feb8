import type { StepBase } from './steps.js'

/** Steps in the order of their plan, each as soon as those that it requires are finished; what is not in the list is no obstacle. */
export class StepQueue<Step extends StepBase> {
  readonly #steps: readonly Step[]
  /** By step: the places of those that require it. */
  readonly #followers = new Map<string, number[]>()
  /** By place: how many unfinished steps it requires. */
  readonly #obstacles: number[]
  /** Places of the steps that may start, in order. */
  readonly #ready: number[] = []
  /** How many steps have not been taken yet. */
  waiting: number

  constructor(steps: readonly Step[]) {
    this.#steps = steps
    this.waiting = steps.length
    for (const { id } of steps) this.#followers.set(id, [])
    this.#obstacles = steps.map(({ requires }, place) => {
      const inList = [...new Set(requires)].flatMap((id) => {
        const followers = this.#followers.get(id)
        return followers === undefined ? [] : [followers]
      })
      for (const followers of inList) followers.push(place)
      return inList.length
    })
    for (const [place, obstacles] of this.#obstacles.entries()) if (obstacles === 0) this.#ready.push(place)
  }

  /** Takes the first step that may start. */
  next(): Step | undefined {
    const place = this.#ready.shift()
    if (place === undefined) return undefined
    this.waiting--
    return this.#steps[place]
  }

  finish({ id }: Step): void {
    for (const place of this.#followers.get(id) ?? []) {
      const obstacles = (this.#obstacles[place] ?? 0) - 1
      this.#obstacles[place] = obstacles
      if (obstacles === 0)
        this.#ready.splice(this.#ready.findLastIndex((other) => other < place) + 1, 0, place)
    }
  }
}
