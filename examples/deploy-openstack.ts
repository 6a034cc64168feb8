// Canonical OpenStack from bare machines to patched computers: MAAS commissions, Juju deploys, Landscape patches.
//
// Reads MAAS_API_URL, MAAS_API_KEY; JUJU_CONTROLLER_ADDRESSES, JUJU_USERNAME, JUJU_PASSWORD, JUJU_CA_CERT; LANDSCAPE_API_URI,
// LANDSCAPE_API_KEY, LANDSCAPE_API_SECRET; POWER_USER and POWER_PASS of the machines' BMCs. `npm run demo` runs it against simulators, which need
// nothing that real servers do not.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import {
  createJujuClient,
  createLandscapeClient,
  createMaasClient,
  ConflictError,
  type JujuClient,
  type LandscapeClient,
  type MaasClient,
  StackError,
} from 'canonical-stack'
import { formatStatus } from 'canonical-stack/juju'
import { landscapeCloudInit } from 'canonical-stack/landscape'
import { connectMaas, type Host, matchHosts, registerHosts } from 'canonical-stack/stack'
import { parse } from 'yaml'
import { Progress, type States } from './support/progress.js'

export interface DeployOptions {
  /** @default the bundle beside this program */
  bundle?: string
  overlays?: string[]
  /** Milliseconds between two polls of every wait. */
  intervalMs?: number
}

interface RackMachine {
  hostname: string
  mac: string
  tag: string
  power_type: string
  power_address: string
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Reads and checks the bundle, then runs all steps in order; throws the error of the first that fails. */
export async function deployOpenStack(options: DeployOptions = {}): Promise<Host[]> {
  const path = options.bundle ?? here('openstack/bundle.yaml')
  const bundle = {
    path,
    text: await readText('bundle', path),
    overlays: await Promise.all(
      (options.overlays ?? []).map(async (overlay) => ({
        path: overlay,
        text: await readText('overlay', overlay),
      })),
    ),
    readFile,
  }
  await using maas = createMaasClient.fromEnv()
  await using juju = createJujuClient.fromEnv()
  await using landscape = createLandscapeClient.fromEnv()
  const rack = parse(await readFile(here('openstack/machines.yaml'), 'utf8')) as RackMachine[]
  const wait = { intervalMs: options.intervalMs ?? 10_000 }
  const progress = new Progress()
  try {
    const model = await progress.phase(
      'Add MAAS and a model to Juju',
      () => addModel(juju),
      ({ name }) => name,
    )
    await progress.phase(
      'Check the bundle',
      () => model.deployBundle(bundle, { trust: true, dryRun: true }),
      ({ steps }) => `${steps.length} steps`,
    )
    const ids = await progress.phase(
      'Enlist machines in MAAS',
      () => enlist(maas, rack),
      (all) => `${all.length} machines`,
    )
    await progress.phase(
      'Commission them',
      async (update) => {
        const name = (states: States): States =>
          Object.fromEntries(ids.map((id, index) => [rack[index]?.hostname ?? id, states[id] ?? '']))
        await Promise.all(ids.map((id) => maas.machines.commission(id)))
        return maas.machines.waitFor(ids, 'Ready', {
          ...wait,
          onProgress: ({ states }) => update(name(states)),
        })
      },
      (all) => `${all.length} Ready`,
    )
    await progress.phase(
      'Tag them',
      () => tagMachines(maas, rack, ids),
      (tags) => tags.join(', '),
    )
    await progress.phase(
      'Deploy the bundle',
      (update) =>
        model.deployBundle(bundle, {
          trust: true,
          onProgress: ({ done, total, step }) => update({ [`${done} of ${total}`.padEnd(10)]: step.text }),
        }),
      ({ steps, units }) => `${steps.length} steps, ${Object.values(units).flat().length} units`,
    )
    const status = await progress.phase(
      'Wait until every unit is idle',
      (update) =>
        model.waitForIdle({ ...wait, timeoutMs: 3 * 3_600_000, onProgress: ({ states }) => update(states) }),
      ({ applications }) => `${applications.length} applications`,
    )
    const hostnames = status.machines.map(({ hostname }) => hostname)
    await progress.phase(
      'Register the hosts with Landscape',
      (update) =>
        registerHosts(landscape, hostnames, {
          ...wait,
          tags: ['openstack'],
          onProgress: ({ states }) => update(states),
        }),
      (computers) => `${computers.length} computers, tagged openstack`,
    )
    await progress.phase(
      'Apply their security upgrades',
      (update) => upgrade(landscape, wait, update),
      (count) => `${count} computers patched`,
    )
    progress.end()
    console.log(
      `\n${formatStatus(await model.status(), { relations: false, ...(process.stdout.isTTY && { width: process.stdout.columns }) })}\n`,
    )
    const hosts = matchHosts({
      machines: await maas.machines.list({ id: ids }),
      model: await model.status(),
      computers: await landscape.computers.list({ query: 'tag:openstack' }).toArray(),
    })
    console.log(hostTable(hosts))
    return hosts
  } finally {
    progress.end()
  }
}

/** Adds the machines that MAAS does not have yet, identified by the MAC address that they boot from. */
async function enlist(maas: MaasClient, rack: readonly RackMachine[]): Promise<string[]> {
  const known = await maas.machines.list({ mac_address: rack.map(({ mac }) => mac) })
  return Promise.all(
    rack.map(async ({ hostname, mac, power_type, power_address }) => {
      const existing = known.find((machine) =>
        machine.interface_set.some(({ mac_address }) => mac_address === mac),
      )
      const machine =
        existing ??
        (await maas.machines.create({
          hostname,
          architecture: 'amd64/generic',
          mac_addresses: [mac],
          power_type,
          power_parameters: {
            power_address,
            power_user: process.env.POWER_USER ?? 'maas',
            power_pass: process.env.POWER_PASS ?? '',
          },
          commission: false,
        }))
      return machine.system_id
    }),
  )
}

async function tagMachines(
  maas: MaasClient,
  rack: readonly RackMachine[],
  ids: readonly string[],
): Promise<string[]> {
  const tags = [...new Set(rack.map(({ tag }) => tag))]
  const existing = (await maas.tags.list()).map(({ name }) => name)
  for (const name of tags) {
    if (!existing.includes(name))
      await maas.tags.create({ name, comment: 'Placement of the OpenStack bundle' })
    await maas.tags.updateNodes(name, { add: ids.filter((_id, index) => rack[index]?.tag === name) })
  }
  return tags
}

/** Adds a model, unless an earlier run did, whose machines come from MAAS and register with Landscape when they first boot. */
async function addModel(juju: JujuClient) {
  const {
    MAAS_API_URL: url = '',
    MAAS_API_KEY: apiKey = '',
    LANDSCAPE_API_URI: landscapeUri = '',
  } = process.env
  const { cloud, credential } = await connectMaas(juju, { name: 'rack', url, apiKey })
  const userData = landscapeCloudInit({
    server: new URL(landscapeUri).hostname,
    accountName: 'standalone',
    computerTitle: 'OpenStack host',
    tags: ['new'],
  })
  const existing = (await juju.models.list()).find(({ name }) => name === 'openstack')
  if (existing !== undefined) return juju.model(existing.fullName)
  const { fullName } = await juju.models.add('openstack', {
    cloud,
    credential,
    config: { 'cloudinit-userdata': userData },
  })
  return juju.model(fullName)
}

async function upgrade(
  landscape: LandscapeClient,
  wait: { intervalMs: number },
  update: (states: States) => void,
): Promise<number> {
  const computers = await landscape.computers.list({ query: 'tag:openstack' }).toArray()
  const { id } = await landscape.packages.upgrade({ query: 'tag:openstack', security_only: true })
  const children = await landscape.activities.list({ query: `parent-id:${id}` }).toArray()
  const titleOf = (activity: string): string => {
    const child = children.find((one) => String(one.id) === activity)
    return computers.find((computer) => computer.id === child?.computer_id)?.title ?? `activity ${activity}`
  }
  const named = (states: States): States =>
    Object.fromEntries(Object.entries(states).map(([activity, state]) => [titleOf(activity), state]))
  await landscape.activities.waitFor(id, { ...wait, onProgress: ({ states }) => update(named(states)) })
  return computers.length
}

async function readText(kind: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const why =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : String(code)
    throw Object.assign(new Error(`Cannot read the ${kind} ${path}: ${why}`), { code })
  }
}

/** An error as shown to people: without a stack trace unless the program itself is at fault. */
export function describeError(error: unknown): unknown {
  if (error instanceof StackError) return `${error.name}: ${error.message}`
  return error instanceof Error && 'code' in error ? error.message : error
}

function hostTable(hosts: readonly Host[]): string {
  const rows = hosts.map(({ hostname, maas, jujuMachine, landscape, units }) => [
    hostname,
    maas?.status_name ?? '-',
    jujuMachine ?? '-',
    landscape === undefined ? '-' : String(landscape.id),
    String(units.length),
  ])
  const table = [['Host', 'MAAS', 'Juju machine', 'Landscape id', 'Units'], ...rows]
  const widths =
    table[0]?.map((_title, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? []
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  deployOpenStack().catch((error: unknown) => {
    console.error(describeError(error))
    if (error instanceof ConflictError)
      console.error(
        'Release or abort the machine in MAAS, then run this again: completed steps are not repeated.',
      )
    process.exitCode = 1
  })
}
