// Takes one machine through its lifecycle: commission, tag, allocate, deploy, release.
// Needs MAAS_API_URL and MAAS_API_KEY of an admin. Run: npx tsx examples/maas-lifecycle.ts SYSTEM_ID
import { createMaasClient, WaitFailedError } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()
const id = process.argv[2] ?? ''

const progress = ({
  states,
  elapsedMs,
}: {
  states: Readonly<Record<string, string>>
  elapsedMs: number
}): void => console.log(`${states[id]} (after ${Math.round(elapsedMs / 1000)} s)`)

try {
  await maas.machines.commission(id, { testing_scripts: ['none'] })
  await maas.machines.waitFor(id, 'Ready', { onProgress: progress })

  await maas.tags.create({ name: 'lab' }).catch(() => maas.tags.get('lab'))
  await maas.tags.updateNodes('lab', { add: [id] })

  const { hostname } = await maas.machines.allocate({ system_id: id, agent_name: 'lifecycle' })
  const userData = ['#cloud-config', 'packages: [htop]', ''].join('\n')
  await maas.machines.deploy(id, { distro_series: 'jammy', user_data: userData })
  const [machine] = await maas.machines.waitFor(id, 'Deployed', { onProgress: progress })
  console.log(`${hostname} runs ${machine?.osystem} ${machine?.distro_series}`)

  await maas.machines.release(id, { comment: 'example finished' })
  await maas.machines.waitFor(id, 'Ready', { onProgress: progress })
} catch (error) {
  if (!(error instanceof WaitFailedError)) throw error
  // MAAS's information about the failure: status message, failed scripts, warnings and errors.
  console.error(error.message.split('\n')[0])
  for (const note of error.evidence.notes) console.error(`  ${note}`)
  process.exitCode = 1
}
