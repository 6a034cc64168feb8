// Adds a MAAS as a cloud of a controller, and a model on it.
// Needs JUJU_CONTROLLER_ADDRESSES, JUJU_USERNAME, JUJU_PASSWORD and JUJU_CA_CERT; MAAS_API_URL and MAAS_API_KEY.
// Run: npx tsx examples/juju-maas.ts
import { createJujuClient } from 'canonical-stack/juju'

await using juju = createJujuClient.fromEnv()

const { MAAS_API_URL = '', MAAS_API_KEY = '' } = process.env
const clouds = await juju.clouds.list()
// force: the controller itself runs on another kind of cloud.
if (!clouds.some(({ name }) => name === 'rack'))
  await juju.clouds.addMaas('rack', MAAS_API_URL, { force: true })
await juju.clouds.setMaasCredential('rack', 'admin', MAAS_API_KEY)

const model = await juju.models.add('metal', { cloud: 'rack', credential: 'admin' })
const [machine] = await juju
  .model(model.uuid)
  .machines.add({ constraints: 'tags=compute mem=64G', base: 'ubuntu@22.04' })
console.log(`machine ${machine} of ${model.fullName} is being started`)
