// Handles errors by their code, and calls operations that have no method yet.
// Needs MAAS_API_URL and MAAS_API_KEY. Run: npx tsx examples/maas-errors.ts
import { createMaasClient, ResponseError, StackError } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()
maas.on('retry', ({ operation, delayMs, error }) =>
  console.log(`${operation} again in ${Math.round(delayMs)} ms: ${error.code}`),
)

// An operation without a method of its own, signed and encoded like all others.
const zones = await maas.request<{ name: string }[]>('GET', 'zones/')
console.log(`zones: ${zones.map(({ name }) => name).join(', ')}`)

// What a release does not have is an error that names the releases that have it.
try {
  await maas.reservedIps.list()
} catch (error) {
  if (!(error instanceof StackError) || error.reason !== 'not-supported') throw error
  console.log(error.hint)
}

// Validation errors name the fields.
try {
  await maas.machines.create({
    architecture: 'vax/generic',
    mac_addresses: ['52:54:00:12:34:56'],
    power_type: 'manual',
  })
} catch (error) {
  if (!(error instanceof ResponseError)) throw error
  console.log(`architecture: ${error.fieldErrors?.['architecture']?.join(' ')}`)
}

// The code is a closed union, for an exhaustive switch.
try {
  await maas.machines.allocate({ mem: 100_000_000 })
} catch (error) {
  if (!(error instanceof StackError)) throw error
  switch (error.code) {
    case 'ERR_CONFLICT':
      console.log(`no machine matches. ${error.hint}`)
      break
    case 'ERR_TIMEOUT':
    case 'ERR_CONNECTION':
      console.log(
        error.mayHaveHappened ? 'the change may have happened: check before repeating it' : 'try again',
      )
      break
    default:
      throw error
  }
}
