import { createJujuClient, formatStatus } from 'canonical-stack/juju'

await using juju = createJujuClient.fromEnv() // JUJU_CONTROLLER_ADDRESSES, JUJU_USERNAME, JUJU_PASSWORD, JUJU_CA_CERT
const { fullName } = await juju.models.add('first')
const model = juju.model(fullName)
await model.applications.deploy('mysql-innodb-cluster', { channel: '8.0/stable', units: 3 })
await model.applications.deploy('mysql-router', { name: 'router', channel: '8.0/stable' })
await model.applications.deploy('keystone', { channel: 'yoga/stable', to: ['lxd:0'] })
await model.applications.integrate('router:db-router', 'mysql-innodb-cluster:db-router')
await model.applications.integrate('keystone:shared-db', 'router:shared-db')
console.log(formatStatus(await model.waitForIdle({ timeoutMs: 3_600_000 })))
