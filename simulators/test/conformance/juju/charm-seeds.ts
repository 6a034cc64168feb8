import type { Charm, CharmEndpoint, CharmOption } from '../../../src/juju/state/charms/charm.js'
import { charmZip } from './charm-zip.js'
import type { CharmInfo } from './charm-zip.js'
import {
  type CommandRun,
  type Exchange,
  read,
  type Reply,
  type Request,
  runsInOrder,
  type Step,
} from './recordings.js'

type CharmInfoReply = CharmInfo & { url: string; revision: number }

/** The local charms of the recordings, packed again, by name. */
export function localCharms(): Map<string, Buffer> {
  const commands = (read('order') as Step[]).flatMap((step) =>
    'command' in step ? [`commands/${step.command}`] : [],
  )
  const infos = charmInfos(commands).filter(({ url }) => url.startsWith('local:'))
  return new Map(infos.map((info) => [String(info.meta.name), charmZip(info)]))
}

/** The charms of the recorder's Charmhub, derived from the controller's replies: the same revision in each channel. */
export function publishedCharms(): { charm: Charm; revision: number }[] {
  const runs = runsInOrder('charmhub').map((name) => `charmhub/${name}`)
  const infos = new Map(charmInfos(runs).map((info) => [String(info.meta.name), info]))
  const published = new Map<string, { charm: Charm; revision: number }>()
  for (const { name, revision } of resolved(runs)) {
    if (!published.has(name)) published.set(name, { charm: charmOf(name, infos.get(name)), revision })
  }
  return [...published.values()]
}

function resolved(runs: string[]): { name: string; revision: number }[] {
  return calls(runs, 'ResolveCharms').flatMap(({ reply }) => {
    const { Results } = reply.response as { Results: { url: string }[] }
    return Results.flatMap(({ url }) => {
      const { name, revision } = /^ch:amd64\/(?<name>.+)-(?<revision>\d+)$/.exec(url)?.groups ?? {}
      return name === undefined ? [] : [{ name, revision: Number(revision) }]
    })
  })
}

function charmInfos(runs: string[]): CharmInfoReply[] {
  return calls(runs, 'CharmInfo').map(({ reply }) => reply.response as CharmInfoReply)
}

function calls(runs: string[], method: string): { request: Request; reply: Reply }[] {
  return runs
    .flatMap((file): Exchange[] => (read(file) as CommandRun).exchange)
    .flatMap((exchange) => {
      const isCall =
        'request' in exchange && exchange.request.request === method && typeof exchange.reply === 'object'
      return isCall ? [{ request: exchange.request, reply: exchange.reply as Reply }] : []
    })
}

/** The charm of a reply; default: a plain one, when the recordings only resolve it. */
function charmOf(name: string, info: CharmInfo | undefined): Charm {
  const bases = ['ubuntu@20.04', 'ubuntu@22.04', 'ubuntu@24.04']
  if (info === undefined) return { name, summary: 's', description: 'd', bases }
  const { meta, config } = info
  return {
    name,
    summary: String(meta.summary),
    description: String(meta.description),
    subordinate: meta.subordinate === true,
    provides: endpoints(meta.provides, 'provider'),
    requires: endpoints(meta.requires, 'requirer'),
    peers: endpoints(meta.peers, 'peer'),
    options: (config ?? {}) as unknown as Record<string, CharmOption>,
    bases,
  }
}

function endpoints(relations: unknown, role: string): Record<string, CharmEndpoint> {
  const named = Object.entries((relations ?? {}) as Record<string, CharmEndpoint & { role: string }>)
  const own = named.filter(
    ([name, relation]) => relation.role === role && !(name === 'juju-info' && role === 'provider'),
  )
  return Object.fromEntries(
    own.map(([name, { interface: of, scope, limit, optional }]) => [
      name,
      { interface: of, scope, limit, optional },
    ]),
  )
}
