import { describe, expect, it } from 'vitest'
import { client } from '../support.js'
import { refusal, startRegion } from './support.js'

describe('signing in (workflows.md, section 1)', () => {
  it('with an API key: the release needs none, the caller a valid one', async () => {
    await using it = await startRegion()
    expect((await it.maas.version()).version).toBe('3.4.10')
    expect((await it.maas.users.whoami()).username).toBe('admin')
    await using wrong = client(it.simulator.url)
    expect((await wrong.version()).version).toBe('3.4.10')
    expect(await refusal(wrong.users.whoami())).toMatchObject({ code: 'ERR_AUTHENTICATION', status: 401 })
  })

  it('with a user name and a password, which are exchanged for a key', async () => {
    await using it = await startRegion()
    const { username, password } = it.simulator.users.user
    await using maas = client(it.simulator.url, { apiKey: undefined, username, password })
    expect((await maas.users.whoami()).username).toBe(username)
    await using wrong = client(it.simulator.url, { apiKey: undefined, username, password: 'no' })
    expect((await refusal(wrong.users.whoami())).code).toMatch(/ERR_(PERMISSION|AUTHENTICATION)/)
  })

  it('ends when the key is revoked, also by itself', async () => {
    await using it = await startRegion()
    const [, token_key = ''] = it.simulator.apiKey.split(':')
    await it.maas.account.deleteAuthorisationToken({ token_key })
    expect((await refusal(it.maas.users.whoami())).status).toBe(401)
  })
})
