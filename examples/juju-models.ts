// Lists the models of a controller, and shows one like `juju status`.
// Needs JUJU_CONTROLLER_ADDRESSES, JUJU_USERNAME, JUJU_PASSWORD and JUJU_CA_CERT. Run: npx tsx examples/juju-models.ts [MODEL]
import { createJujuClient, formatStatus } from 'canonical-stack/juju'

await using juju = createJujuClient.fromEnv()

const { user, serverVersion, address } = await juju.whoami()
console.log(`Juju ${serverVersion} at ${address}, as ${user}`)
for (const model of await juju.models.list())
  console.log(`${model.fullName}\t${model.cloud}\t${model.status}\t${model.access || '-'}`)

const name = process.argv[2]
if (name !== undefined) {
  const status = await juju.model(name).status()
  console.log(formatStatus(status, { width: process.stdout.columns, relations: false }))
}
