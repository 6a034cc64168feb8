// Signs in with a user name and password, and manages users and API keys.
// Needs MAAS_API_URL, MAAS_USERNAME and MAAS_PASSWORD of an admin. Run: npx tsx examples/maas-users.ts
import { createMaasClient } from 'canonical-stack/maas'

const { MAAS_API_URL: url = '', MAAS_USERNAME: username = '', MAAS_PASSWORD: password = '' } = process.env

// The first call exchanges the password for an API key.
await using maas = createMaasClient({ url, username, password })
const { is_superuser } = await maas.users.whoami()
console.log(`${username} is ${is_superuser ? 'an admin' : 'a user'}`)

const users = await maas.users.list()
if (!users.some((user) => user.username === 'robot'))
  await maas.users.create({
    username: 'robot',
    email: 'robot@example.com',
    password: crypto.randomUUID(),
    is_superuser: false,
  })

// A key for a program; it is shown once. listAuthorisationTokens has the names.
const key = await maas.account.createAuthorisationToken({ name: 'nightly' })
const apiKey = [key.consumer_key, key.token_key, key.token_secret].join(':')
await using nightly = createMaasClient({ url, apiKey })
console.log(`the new key is of ${(await nightly.users.whoami()).username}`)
await maas.account.deleteAuthorisationToken({ token_key: key.token_key })

await maas.users.delete('robot')
