import { Refusal, notFound } from './refusal.js'

interface Watcher {
  stop(): void
  next(): Promise<unknown>
}

/** The watchers of one connection: their ids are local to it, and they end with it. */
export class Watchers {
  readonly #open = new Map<string, Watcher>()
  #last = 0

  /** Registers a watcher; `next` resolves with the next change. */
  add(next: () => Promise<unknown>): string {
    this.#last += 1
    const id = String(this.#last)
    const stopped = new Promise<never>((_resolve, reject) => {
      this.#open.set(id, {
        stop: () => reject(new Refusal('watcher has been stopped', 'stopped')),
        next: () => Promise.race([next(), stopped]),
      })
    })
    // Stopping a watcher without a pending call is not an error.
    stopped.catch(() => {})
    return id
  }

  next(id: string): Promise<unknown> {
    return this.#find(id).next()
  }

  stop(id: string): void {
    this.#find(id).stop()
    this.#open.delete(id)
  }

  #find(id: string): Watcher {
    const watcher = this.#open.get(id)
    if (watcher === undefined) throw notFound('unknown watcher id')
    return watcher
  }
}
