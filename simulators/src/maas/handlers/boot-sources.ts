import { apiRoot } from '../replies/network.js'
import { deleted, emit } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { Form } from '../server/form.js'
import { invalid, notFound } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import type { BootSource } from '../state/extras.js'
import { isoDate } from '../state/state.js'

const sourceReply = (source: BootSource): object => ({
  created: isoDate(source.createdMs),
  updated: isoDate(source.updatedMs),
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

function readSource({ state, body }: UserExchange, current?: BootSource): BootSource {
  const form = new Form(formData(body))
  const url = form.or('url', current?.url)
  const keyringFilename = form.or('keyring_filename', current?.keyringFilename)
  // The keyring data must be sent as a file: a plain field is ignored.
  const sent = body.files.find((file) => file.name === 'keyring_data')
  const keyringData = sent?.content.toString('base64') ?? current?.keyringData ?? ''
  if (url === '') form.need('url')
  else if (!URL.canParse(url)) form.add('url', 'Enter a valid URL.')
  else if (state.extras.bootSources.some((other) => other !== current && other.url === url)) {
    form.add('url', 'Boot source with this Url already exists.')
  }
  if (keyringFilename === '' && keyringData === '')
    form.add('__all__', 'One of keyring_data or keyring_filename must be specified.')
  form.check()
  const now = state.clock.now()
  return {
    id: current?.id ?? state.next('bootsource'),
    url,
    keyringFilename,
    keyringData,
    createdMs: current?.createdMs ?? now,
    updatedMs: now,
  }
}

function create(exchange: UserExchange): unknown {
  const source = readSource(exchange)
  exchange.state.extras.bootSources.push(source)
  return { ...emit(sourceReply(source)), status: 201 }
}

function noSelection(exchange: Exchange): never {
  sourceOf(exchange)
  throw notFound('BootSourceSelection')
}

/** Without Internet access no source has anything to select. */
function createSelection(exchange: UserExchange): never {
  sourceOf(exchange)
  const form = new Form(formData(exchange.body))
  form.need('os')
  form.need('release')
  form.check()
  const what = `OS ${form.text('os')} with release ${form.text('release')}`
  throw invalid({ os: [`${what} has no available images for download`] })
}

export const bootSourceResources: Resource[] = [
  {
    path: 'boot-sources/',
    adminOnly: true,
    operations: { GET: ({ state }) => state.extras.bootSources.map(sourceReply), POST: create },
  },
  {
    path: 'boot-sources/{id}/',
    adminOnly: true,
    operations: {
      GET: (exchange) => sourceReply(sourceOf(exchange)),
      PUT: (exchange) => {
        const source = sourceOf(exchange)
        return sourceReply(Object.assign(source, readSource(exchange, source)))
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
        sourceOf(exchange)
        return []
      },
      POST: createSelection,
    },
  },
  {
    path: 'boot-sources/{boot_source_id}/selections/{id}/',
    adminOnly: true,
    operations: { GET: noSelection, PUT: noSelection, DELETE: noSelection },
  },
]
