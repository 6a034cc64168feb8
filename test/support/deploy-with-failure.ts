// examples/deploy-openstack.ts against simulators in which `commissioning` or `hook` fails.
import { StackError } from 'canonical-stack'
import { startSimulator } from 'canonical-stack-simulators'
import { deployOpenStack } from '../../examples/deploy-openstack.js'

async function main(failure: string | undefined): Promise<void> {
  await using simulator = await startSimulator({ timeScale: 600 })
  Object.assign(process.env, simulator.env)
  if (failure === 'commissioning') simulator.maas.failNext('commission')
  if (failure === 'hook') simulator.juju.failUnit('keystone/0', 'install')
  await deployOpenStack({ intervalMs: 100 })
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof StackError ? `${error.name}: ${error.message}` : error)
  process.exitCode = 1
})
