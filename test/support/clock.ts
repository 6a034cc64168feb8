import { vi } from 'vitest'
import type { Transport } from '../../src/core/http/transport.js'

/** Stops the clock of the code under test: time passes only when a test advances it, however slow the machine is. */
export function stopClock(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
}

/** A transport that calls `then` once the headers of a reply have reached the client, which is reading the body by then. */
export const afterHeaders = (transport: Transport, then: () => void): Transport => ({
  async send(request) {
    const response = await transport.send(request)
    setImmediate(then)
    return response
  },
  close: () => transport.close(),
})
