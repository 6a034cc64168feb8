// Deploys three applications, integrates them, waits until they are idle, and adds a unit.
// Needs JUJU_CONTROLLER_ADDRESSES, JUJU_USERNAME, JUJU_PASSWORD and JUJU_CA_CERT. Run: npx tsx examples/juju-deploy.ts
import { createJujuClient, WaitFailedError } from 'canonical-stack/juju'

await using juju = createJujuClient.fromEnv()

await juju.models.add('shop', { config: { 'default-base': 'ubuntu@22.04' } })
const model = juju.model('shop')

const { applications } = model
await applications.deploy('mysql-innodb-cluster', {
  name: 'db',
  channel: '8.0/stable',
  units: 3,
  constraints: 'mem=4G',
})
await applications.deploy('mysql-router', { name: 'router', channel: '8.0/stable' })
await applications.deploy('vault', { channel: '1.7/stable', config: { 'auto-generate-root-ca-cert': true } })
await applications.integrate('router:db-router', 'db:db-router')
await applications.integrate('router:shared-db', 'vault:shared-db')

try {
  await model.waitForIdle({
    timeoutMs: 1_800_000,
    onProgress: ({ done, total }) => console.log(`${done} of ${total} idle`),
  })
  // One more unit, in a container on machine 0.
  const [added] = await applications.addUnit('db', { to: ['lxd:0'] })
  console.log(`added ${added}`)
  await model.waitForIdle({ applications: ['db'] })
} catch (error) {
  if (!(error instanceof WaitFailedError)) throw error
  // The controller's information about the failure: status history, machine, messages.
  console.error(error.message.split('\n')[0])
  for (const note of error.evidence.notes) console.error(`  ${note}`)
  process.exitCode = 1
}
