// Follows the log of a model: warnings and errors of one application, starting with the last ten.
// Needs JUJU_CONTROLLER_ADDRESSES, JUJU_USERNAME, JUJU_PASSWORD and JUJU_CA_CERT. Run: npx tsx examples/juju-log.ts MODEL [APPLICATION]
import { createJujuClient } from 'canonical-stack/juju'

const [name = 'openstack', application] = process.argv.slice(2)

await using juju = createJujuClient.fromEnv()
const model = juju.model(name)

const lines = model.debugLog({
  level: 'WARNING',
  include: application === undefined ? [] : [application],
  backlog: 10,
  lines: 100,
})
for await (const { time, entity, level, message } of lines) {
  console.log(`${time.slice(11, 19)} ${level} ${entity}: ${message}`)
  if (level === 'ERROR') break
}
