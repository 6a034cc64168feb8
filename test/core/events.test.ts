import { expect, it } from 'vitest'
import { ClientEventEmitter } from '../../src/core/events.js'
import { createJujuClient } from '../../src/juju/index.js'

it('an event that there is not is refused, with the near name or all names', () => {
  const juju = createJujuClient({ address: 'h', username: 'admin', password: 'hunter22' })
  for (const events of [new ClientEventEmitter(), juju]) {
    const on = (name: string): unknown => events.on(name as 'request', () => {})
    expect(() => on('reqest')).toThrow(/^on: there is no event "reqest"\. Did you mean request\?/)
    expect(() => on('toString')).toThrow(
      /^on: there is no event "toString"\. The events are request, response, retry, drift/,
    )
    expect(() => on(undefined as unknown as string)).toThrow(
      expect.objectContaining({ code: 'ERR_CONFIGURATION', operation: 'on' }) as Error,
    )
    expect(() => on('request')).not.toThrow()
  }
})
