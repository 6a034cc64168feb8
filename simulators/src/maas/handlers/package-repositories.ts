import { flag, isUrl, list, taken, text } from '../forms/fields.js'
import { Invalid, readForm } from '../forms/form.js'
import { apiRoot } from '../replies/network.js'
import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
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

const known = {
  pockets: ['updates', 'security', 'backports'],
  components: ['restricted', 'universe', 'multiverse'],
  arches: ['amd64', 'arm64', 'armhf', 'i386', 'ppc64el', 's390x'],
}

/** What may be disabled of the Ubuntu archive; some spellings of nothing clear the list. */
const disabled = (what: string, allowed: readonly string[], isOwn: boolean) =>
  list(',', (items) => {
    if (items.length === 1 && ['', 'None', '[]'].includes(items[0] ?? '')) return []
    if (isOwn) throw new Invalid("This is a custom repository. Please update 'components' instead.")
    const wrong = items.find((item) => !allowed.includes(item))
    if (wrong === undefined) return items
    const choices = allowed.map((item) => `'${item}'`).join(', ')
    throw new Invalid(`'${wrong}' is not a valid Ubuntu archive ${what}. You can only disable [${choices}].`)
  })

function readRepository({ state, body }: UserExchange, current?: PackageRepository): PackageRepository {
  const isDefault = current?.isDefault ?? false
  const values = readForm(
    formData(body),
    {
      name: text({
        required: true,
        max: 41,
        unique: taken('Package repository with this Name', state.extras.repositories, 'name', current),
      }),
      url: text({ required: true, check: checkUrlOrPpa }),
      distributions: list(','),
      disabled_pockets: disabled('pocket', known.pockets, false),
      disabled_components: disabled('component', known.components, !isDefault),
      disable_sources: flag(),
      components: list(',', (items) => {
        if (isDefault && items.length > 0) throw new Invalid(useDisabledComponents)
        return items
      }),
      arches: list(',', (items) => {
        const wrong = items.find((item) => !known.arches.includes(item))
        if (wrong === undefined) return items
        const choices = known.arches.join(', ')
        throw new Invalid(`'${wrong}' is not a valid architecture. Known architectures: ${choices}`)
      }),
      key: text(),
      enabled: flag(true),
    },
    {
      current: current && {
        ...current,
        disabled_pockets: current.disabledPockets,
        disabled_components: current.disabledComponents,
        disable_sources: current.disableSources,
      },
      clean: (form) => {
        if (isDefault && !form.values.enabled)
          form.fail('__all__', 'Default repositories may not be disabled.')
      },
    },
  )
  const {
    disabled_pockets: disabledPockets,
    disabled_components: disabledComponents,
    disable_sources: disableSources,
    ...rest
  } = values
  return {
    id: current?.id ?? state.next('repository'),
    ...rest,
    arches: rest.arches.length > 0 ? rest.arches : ['amd64', 'i386'],
    disabledPockets,
    disabledComponents,
    disableSources,
    isDefault,
  }
}

const useDisabledComponents =
  "This is a default Ubuntu repository. Please update 'disabled_components' instead."

function checkUrlOrPpa(value: string): void {
  if (!/ppa:[\w-]+\/[\w-]+/.test(value) && !isUrl(value))
    throw new Invalid('Enter a valid repository URL or PPA location.')
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
