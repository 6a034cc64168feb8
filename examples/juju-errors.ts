// Handles errors by their reason, and calls a facade by name.
// Needs JUJU_CONTROLLER_ADDRESSES, JUJU_USERNAME, JUJU_PASSWORD and JUJU_CA_CERT. Run: npx tsx examples/juju-errors.ts MODEL
import { BulkError, createJujuClient, RpcError } from 'canonical-stack/juju'

await using juju = createJujuClient.fromEnv()
const model = juju.model(process.argv[2] ?? 'openstack')

// Many errors of Juju 4 have no code; `reason` classifies them.
try {
  await model.applications.deploy('keystone')
} catch (error) {
  if (!(error instanceof RpcError) || error.reason !== 'already-exists') throw error
  console.log('keystone is already deployed')
}

// A call for several items reports the result of each.
try {
  await model.applications.resolve(['keystone/0', 'keystone/99'])
} catch (error) {
  if (!(error instanceof BulkError)) throw error
  for (const { item, error: failure } of error.results)
    console.log(`${item}: ${failure === undefined ? 'done' : failure.message.split('\n')[0]}`)
}

// A facade by name: parameters and replies as on the wire, typed where known.
const { results } = await model
  .facade('Application')
  .call('ApplicationsInfo', { entities: [{ tag: 'application-keystone' }] })
console.log(results[0]?.result?.charm)
const { 'charm-urls': charms } = await model
  .facade('Charms')
  .call<{ 'charm-urls': string[] }>('List', { names: [] })
console.log(`${charms.length} charms`)
