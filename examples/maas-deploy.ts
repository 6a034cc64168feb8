// Deploys a number of machines that are large enough, as soon as that many are Ready.
// Needs MAAS_API_URL and MAAS_API_KEY. Run: npx tsx examples/maas-deploy.ts COUNT
import { createMaasClient, type Machine, WaitFailedError } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()
const count = Number(process.argv[2] ?? 1)

// One after the other: each takes the smallest Ready machine that meets every constraint.
const machines: Machine[] = []
while (machines.length < count)
  machines.push(
    await maas.machines.allocate({
      cpu_count: 2,
      mem: 4096,
      storage: [{ label: 'root', size: 8 }],
      agent_name: 'maas-deploy',
      waitMs: 600_000,
    }),
  )
const ids = machines.map(({ system_id }) => system_id)

await Promise.all(
  ids.map((id) =>
    maas.machines.deploy(id, {
      distro_series: 'jammy',
      // An object is sent as #cloud-config.
      user_data: { packages: ['htop'], timezone: 'Etc/UTC' },
    }),
  ),
)
try {
  for (const { fqdn, ip_addresses } of await maas.machines.waitFor(ids, 'Deployed'))
    console.log(`${fqdn}\t${ip_addresses.join(' ')}`)
} catch (error) {
  if (!(error instanceof WaitFailedError)) throw error
  console.error(error.message)
  // Ends the deployments that still run, and releases what is allocated.
  for (const { system_id } of await maas.machines.list({ id: ids, status: 'Deploying' }))
    await maas.machines.abort(system_id)
  await maas.machines.ensureReleased(ids, { comment: 'not all were deployed' })
  process.exitCode = 1
}
