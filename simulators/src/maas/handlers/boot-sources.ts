import { apiRoot } from '../replies/network.js'
import { deleted, emit } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { flag, isUrl, taken, text, whole, words } from '../forms/fields.js'
import { type Field, readForm } from '../forms/form.js'
import { messages } from '../forms/messages.js'
import { notFound } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import { offers } from '../state/boot-images.js'
import type { BootSource, BootSourceSelection } from '../state/extras.js'
import { isoDate, type MaasState } from '../state/state.js'

/** Since 3.8 a source has a name, a priority and more, and its address is kept without a slash at the end. */
const sourceReply = (state: MaasState, source: BootSource): object => ({
  created: isoDate(state, source.createdMs),
  updated: isoDate(state, source.updatedMs),
  ...(state.facts.namedBootSources && {
    name: source.name,
    priority: source.priority,
    enabled: source.enabled,
    skip_keyring_verification: source.skipKeyringVerification,
  }),
  url: source.url,
  keyring_filename: source.keyringFilename,
  id: source.id,
  keyring_data: source.keyringData,
  resource_uri: `${apiRoot}/boot-sources/${source.id}/`,
})

function sourceOf({ state, args }: Exchange): BootSource {
  const found = state.extras.bootSources.find((candidate) => String(candidate.id) === args[0])
  if (!found) throw notFound('BootSource')
  return found
}

function withoutSlashes(url: string): string {
  let end = url.length
  while (url[end - 1] === '/') end--
  return url.slice(0, end)
}

/** Since 3.8 an address is kept without a slash at the end. */
function urlField(state: MaasState, current: BootSource | undefined): Field<string> {
  const unique = taken('Boot source with this Url', state.extras.bootSources, 'url', current)
  const url = text({ required: true, unique, check: (value) => (isUrl(value) ? undefined : messages.url) })
  const shorten = state.facts.namedBootSources ? withoutSlashes : (value: string): string => value
  return { ...url, read: (sent) => url.read(sent.map((value) => shorten(value.trim()))) }
}

function readSource({ state, body }: UserExchange, current?: BootSource): BootSource {
  // The keyring data must be sent as a file: a plain field is ignored.
  const sent = body.files.find((file) => file.name === 'keyring_data')
  const keyringData = sent?.content.toString('base64') ?? current?.keyringData ?? ''
  const values = readForm(
    formData(body),
    {
      url: urlField(state, current),
      keyring_filename: text(),
      name: text({ keepsOnEmpty: true }),
      priority: whole(),
      enabled: flag(true),
      skip_keyring_verification: flag(),
    },
    {
      current: current && {
        url: current.url,
        keyring_filename: current.keyringFilename,
        name: current.name,
        priority: current.priority,
        enabled: current.enabled,
        skip_keyring_verification: current.skipKeyringVerification,
      },
      clean: (form) => {
        if (!form.values.keyring_filename && keyringData === '')
          form.fail('__all__', 'One of keyring_data or keyring_filename must be specified.')
      },
    },
  )
  const now = state.clock.now()
  return {
    id: current?.id ?? state.next('bootsource'),
    url: values.url,
    keyringFilename: values.keyring_filename,
    keyringData,
    createdMs: current?.createdMs ?? now,
    updatedMs: now,
    selections: current?.selections ?? [],
    name: values.name || values.url,
    priority: values.priority ?? nextPriority(state),
    enabled: values.enabled,
    skipKeyringVerification: values.skip_keyring_verification,
  }
}

const nextPriority = (state: MaasState): number =>
  Math.max(0, ...state.extras.bootSources.map(({ priority }) => priority)) + 1

function create(exchange: UserExchange): unknown {
  const source = readSource(exchange)
  exchange.state.extras.bootSources.push(source)
  return { ...emit(sourceReply(exchange.state, source)), status: 201 }
}

const selectionReply = (source: BootSource, selection: BootSourceSelection): object => ({
  os: selection.os,
  release: selection.release,
  arches: selection.arches,
  subarches: selection.subarches,
  labels: selection.labels,
  boot_source_id: source.id,
  id: selection.id,
  resource_uri: `${apiRoot}/boot-sources/${source.id}/selections/${selection.id}/`,
})

function selectionOf(exchange: Exchange): { source: BootSource; selection: BootSourceSelection } {
  const source = sourceOf(exchange)
  const selection = source.selections.find(({ id }) => String(id) === exchange.args[1])
  if (!selection) throw notFound('BootSourceSelection')
  return { source, selection }
}

/** What can be selected is what the source offers; the region has no Internet access, so only MAAS's own sources offer anything. */
function readSelection(
  { body }: UserExchange,
  source: BootSource,
  current?: BootSourceSelection,
): Omit<BootSourceSelection, 'id'> {
  const kept: Field<string[]> = {
    fallback: ['*'],
    read: (sent) => (sent.some(Boolean) ? words(sent) : undefined),
  }
  return readForm(
    formData(body),
    {
      os: text({ required: true, max: 20 }),
      release: text({ required: true, max: 20 }),
      arches: kept,
      subarches: kept,
      labels: kept,
    },
    {
      current,
      clean: (form) => {
        const { os, release } = form.values
        if (!os || !release) return
        if (!offers(source, os, release))
          form.fail('os', `OS ${os} with release ${release} has no available images for download`)
        else if (
          source.selections.some((other) => other !== current && other.os === os && other.release === release)
        )
          form.fail('__all__', 'Boot source selection with this Boot source, Os and Release already exists.')
      },
    },
  )
}

function createSelection(exchange: UserExchange): unknown {
  const source = sourceOf(exchange)
  const selection = {
    ...readSelection(exchange, source),
    id: exchange.state.next('bootsourceselection'),
  }
  source.selections.push(selection)
  return selectionReply(source, selection)
}

export const bootSourceResources: Resource[] = [
  {
    path: 'boot-sources/',
    adminOnly: true,
    operations: {
      GET: ({ state }) => state.extras.bootSources.map((source) => sourceReply(state, source)),
      POST: create,
    },
  },
  {
    path: 'boot-sources/{id}/',
    adminOnly: true,
    operations: {
      GET: (exchange) => sourceReply(exchange.state, sourceOf(exchange)),
      PUT: (exchange) => {
        const source = sourceOf(exchange)
        return sourceReply(exchange.state, Object.assign(source, readSource(exchange, source)))
      },
      DELETE: (exchange) => {
        const { bootSources } = exchange.state.extras
        bootSources.splice(bootSources.indexOf(sourceOf(exchange)), 1)
        return deleted()
      },
    },
  },
  {
    path: 'boot-sources/{boot_source_id}/selections/',
    adminOnly: true,
    operations: {
      GET: (exchange) => {
        const source = sourceOf(exchange)
        return source.selections.map((selection) => selectionReply(source, selection))
      },
      POST: createSelection,
    },
  },
  {
    path: 'boot-sources/{boot_source_id}/selections/{id}/',
    adminOnly: true,
    operations: {
      GET: (exchange) => {
        const { source, selection } = selectionOf(exchange)
        return selectionReply(source, selection)
      },
      PUT: (exchange) => {
        const { source, selection } = selectionOf(exchange)
        return selectionReply(source, Object.assign(selection, readSelection(exchange, source, selection)))
      },
      DELETE: (exchange) => {
        const { source, selection } = selectionOf(exchange)
        source.selections.splice(source.selections.indexOf(selection), 1)
        return deleted()
      },
    },
  },
]
