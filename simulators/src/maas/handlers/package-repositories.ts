import { apiRoot } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { Form } from '../server/form.js'
import { formBoolean } from '../server/param-values.js'
import { notFound, refuse } from '../server/refusal.js'
import type { Exchange, Resource, UserExchange } from '../server/router.js'
import type { PackageRepository } from '../state/extras.js'
import { admin } from './networks.js'

const repositoryReply = (repository: PackageRepository): object => ({
  name: repository.name,
  url: repository.url,
  distributions: repository.distributions,
  disabled_pockets: repository.disabledPockets,
  disabled_components: repository.disabledComponents,
  disable_sources: repository.disableSources,
  components: repository.components,
  arches: repository.arches,
  key: repository.key,
  enabled: repository.enabled,
  id: repository.id,
  resource_uri: `${apiRoot}/package-repositories/${repository.id}/`,
})

function repositoryOf({ state, args }: Exchange): PackageRepository {
  const found = state.extras.repositories.find((candidate) => String(candidate.id) === args[0])
  if (!found) throw notFound('PackageRepository')
  return found
}

const pockets = ['updates', 'security', 'backports']
const isUrl = (text: string): boolean =>
  /^ppa:[^/]+\/.+$/.test(text) || (URL.canParse(text) && /^https?:/.test(text))

/** Lists are joined by commas or repeated: the last of several counts unless it is joined (both work in the recorded workflows). */
function readList(form: Form, field: string, current: string[] | undefined): string[] {
  if (!form.data.has(field)) return current ?? []
  return form.data
    .all(field)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter(Boolean)
}

function readRepository({ state, body }: UserExchange, current?: PackageRepository): PackageRepository {
  const form = new Form(formData(body))
  const name = form.or('name', current?.name)
  const url = form.or('url', current?.url)
  if (name === '') form.need('name')
  else if (state.extras.repositories.some((other) => other !== current && other.name === name))
    form.add('name', 'Package repository with this Name already exists.')
  if (url === '') form.need('url')
  else if (!isUrl(url)) form.add('url', 'Enter a valid repository URL or PPA location.')
  const disabledPockets = readList(form, 'disabled_pockets', current?.disabledPockets)
  for (const pocket of disabledPockets) {
    if (pockets.includes(pocket)) continue
    const known = pockets.map((known) => `'${known}'`).join(', ')
    form.add(
      'disabled_pockets',
      `'${pocket}' is not a valid Ubuntu archive pocket. You can only disable [${known}].`,
    )
  }
  const flag = (field: string, old: boolean): boolean =>
    form.data.has(field) ? formBoolean(form.text(field)) : old
  const enabled = flag('enabled', current?.enabled ?? true)
  if (current?.isDefault && !enabled) form.add('__all__', 'Default repositories may not be disabled.')
  form.check()
  const arches = readList(form, 'arches', current?.arches)
  return {
    id: current?.id ?? state.next('repository'),
    name,
    url,
    distributions: readList(form, 'distributions', current?.distributions),
    disabledPockets,
    disabledComponents: readList(form, 'disabled_components', current?.disabledComponents),
    disableSources: flag('disable_sources', current?.disableSources ?? false),
    components: readList(form, 'components', current?.components),
    arches: arches.length > 0 ? arches : ['amd64', 'i386'],
    key: form.or('key', current?.key),
    enabled,
    isDefault: current?.isDefault ?? false,
  }
}

export const repositoryResources: Resource[] = [
  {
    path: 'package-repositories/',
    operations: {
      GET: ({ state }) => state.extras.repositories.map(repositoryReply),
      POST: admin((exchange) => {
        const repository = readRepository(exchange)
        exchange.state.extras.repositories.push(repository)
        return repositoryReply(repository)
      }),
    },
  },
  {
    path: 'package-repositories/{id}/',
    operations: {
      GET: (exchange) => repositoryReply(repositoryOf(exchange)),
      PUT: admin((exchange) => {
        const repository = repositoryOf(exchange)
        return repositoryReply(Object.assign(repository, readRepository(exchange, repository)))
      }),
      DELETE: admin((exchange) => {
        const repository = repositoryOf(exchange)
        if (repository.isDefault) throw refuse(400, 'Cannot delete default Ubuntu archives.')
        const { repositories } = exchange.state.extras
        repositories.splice(repositories.indexOf(repository), 1)
        return deleted()
      }),
    },
  },
]
