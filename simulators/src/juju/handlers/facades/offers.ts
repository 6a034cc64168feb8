import { randomBytes, randomUUID } from 'node:crypto'
import { withArchitecture } from '../../replies/status.js'
import { type Call, type Facade, hasModelAccess, method } from '../../server/facade.js'
import { anything, bool, type Decoded, list, map, str, struct } from '../../server/go-json.js'
import { bakeryId, mint, timeBefore, toJson } from '../../server/macaroon.js'
import { bulk, Refusal, notFound, permissionDenied } from '../../server/refusal.js'
import { endpointsOf } from '../../state/charms/charm.js'
import { lookup } from '../../../lookup.js'
import type { JujuState } from '../../state/state.js'
import { parseTagOf, tagOf } from '../../state/tags.js'
import type { Model, Offer } from '../../state/types.js'
import { modelByTag } from './lookups.js'

const RANK: Record<string, number> = { read: 1, consume: 2, admin: 3 }

const AddOffer = struct('AddApplicationOffer', {
  'model-tag': str,
  'offer-name': str,
  'application-name': str,
  'application-description': str,
  endpoints: map(str),
  'owner-tag': str,
})

const Filter = struct('OfferFilter', {
  'model-qualifier': str,
  // Before version 6.
  'owner-name': str,
  'model-name': str,
  'offer-name': str,
  'application-name': str,
  'application-description': str,
  'application-user': str,
  endpoints: list(struct('EndpointFilterAttributes', { name: str, role: str, interface: str })),
  'connected-users': list(str),
  'allowed-users': list(str),
})

const Filters = struct('OfferFilters', { Filters: list(Filter) })
const Urls = struct('OfferURLs', { 'offer-urls': list(str), 'bakery-version': anything })
const Change = struct('ModifyOfferAccess', { 'user-tag': str, action: str, access: str, 'offer-url': str })

/** The user that every offer gives access to. */
const EVERYONE = 'everyone@external'

const login = { access: 'login' } as const

export const offers: Facade = {
  Offer: method(
    login,
    struct('AddApplicationOffers', { Offers: list(AddOffer) }),
    ({ state, user }, { Offers }) => ({
      results: bulk(Offers, (wanted) => {
        const model = modelByTag(state, wanted['model-tag'])
        if (!hasModelAccess(model, user, 'admin')) throw permissionDenied()
        const [name, application] = [wanted['offer-name'], wanted['application-name']]
        const charm = model.applications.get(application)?.charm.charm
        if (charm === undefined) throw notFound(`application "${application}" not found`)
        const endpoints = Object.values(wanted.endpoints).toSorted()
        for (const endpoint of endpoints) {
          if (!endpointsOf(charm).some((each) => each.name === endpoint))
            throw new Refusal(`creating offer "${name}": "${endpoint}": endpoint not found`)
        }
        if (!state.users.has(EVERYONE)) {
          throw new Refusal(
            `creating access for offer "${name}": "${EVERYONE}" (should be added on bootstrap): user not found`,
          )
        }
        if (model.offers.has(name)) throw new Refusal(`offer "${name}" already exists`, 'already exists')
        const owner = wanted['owner-tag'] === '' ? user.name : parseTagOf('user', wanted['owner-tag'])
        const description = wanted['application-description']
        model.offers.set(name, {
          uuid: randomUUID(),
          name,
          application,
          description,
          endpoints,
          access: new Map([[owner, 'admin']]),
        })
        return {}
      }),
    }),
  ),

  ListApplicationOffers: method(login, Filters, (call, { Filters: filters }) => ({
    results: found(call, filters, 'admin'),
  })),
  FindApplicationOffers: method(login, Filters, (call, { Filters: filters }) => ({
    results: found(call, filters, 'read'),
  })),

  ApplicationOffers: method(login, Urls, (call, params) => ({
    results: bulk(params['offer-urls'], (url) => {
      if (!url.includes('.')) throw new Refusal('offer URL is missing the name')
      const { model, offer } = existing(call.state, call, url, notListed)
      if (!may(call, model, offer, 'read')) throw notListed(url)
      return { result: offerDetails(call.state, model, offer) }
    }),
  })),

  // Null also for an offer that exists.
  RemoteApplicationInfo: method(login, Urls, () => ({ results: null })),

  GetConsumeDetails: method(
    login,
    struct('ConsumeOfferDetailsArg', { 'offer-urls': Urls, 'user-tag': str }),
    (call, params) => ({
      results: bulk(params['offer-urls']['offer-urls'], (url) => {
        const { model, offer } = existing(call.state, call, url)
        if (!may(call, model, offer, 'consume')) throw permissionDenied()
        return consumeDetails(call, model, offer)
      }),
    }),
  ),

  DestroyOffers: method(
    login,
    struct('DestroyApplicationOffers', { 'offer-urls': list(str), force: bool }),
    (call, params) => ({
      results: bulk(params['offer-urls'], (url) => {
        const { model, name } = locate(call.state, call, url)
        if (model === undefined || !model.offers.has(name)) throw new Refusal(`"${name}": offer not found`)
        if (!hasModelAccess(model, call.user, 'admin')) throw permissionDenied()
        model.offers.delete(name)
        return {}
      }),
    }),
  ),

  ModifyOfferAccess: method(
    login,
    struct('ModifyOfferAccessRequest', { changes: list(Change) }),
    (call, { changes }) => ({
      results: bulk(changes, (change) => {
        const url = change['offer-url']
        const { model, offer } = existing(call.state, call, url, () => notFound(`offer "${url}" not found`))
        if (!may(call, model, offer, 'admin')) throw permissionDenied()
        modify(offer, parseTagOf('user', change['user-tag']), change)
        return {}
      }),
    }),
  ),
}

/** Granting raises the access; revoking one leaves the next lower one. */
function modify(offer: Offer, user: string, { action, access }: Decoded<typeof Change>): void {
  const wanted = lookup(RANK, access)
  if (wanted === undefined) throw new Refusal(`"${access}" offer access not valid`, 'not valid')
  const has = RANK[offer.access.get(user) ?? ''] ?? 0
  if (action === 'grant') {
    if (has >= wanted) throw new Refusal(`user "${user}" already has "${access}" access or greater`)
    offer.access.set(user, access)
    return
  }
  const left = Object.keys(RANK).find((word) => RANK[word] === wanted - 1)
  if (has < wanted) return
  if (left === undefined) offer.access.delete(user)
  else offer.access.set(user, left)
}

function found(
  call: Call,
  filters: readonly Decoded<typeof Filter>[],
  access: string,
): Record<string, unknown>[] | null {
  const all = [...call.state.models.values()].flatMap((model) =>
    [...model.offers.values()].map((offer) => ({ model, offer })),
  )
  const wanted = all.filter(
    ({ model, offer }) =>
      may(call, model, offer, access) && filters.some((filter) => matches(model, offer, filter)),
  )
  return wanted.length === 0 ? null : wanted.map(({ model, offer }) => offerDetails(call.state, model, offer))
}

function matches(model: Model, offer: Offer, filter: Decoded<typeof Filter>): boolean {
  const endpoints = remoteEndpoints(model, offer)
  return (
    isOr(filter['model-qualifier'] || filter['owner-name'], model.qualifier) &&
    isOr(filter['model-name'], model.name) &&
    offer.name.includes(filter['offer-name']) &&
    isOr(filter['application-name'], offer.application) &&
    filter.endpoints.every((each) =>
      endpoints.some(
        (end) =>
          isOr(each.name, end.name) && isOr(each.role, end.role) && isOr(each.interface, end.interface),
      ),
    )
  )
}

function isOr(wanted: string, value: string): boolean {
  return wanted === '' || wanted === value
}

function may({ user }: Call, model: Model, offer: Offer, access: string): boolean {
  return (
    hasModelAccess(model, user, 'admin') ||
    (RANK[offer.access.get(user.name) ?? ''] ?? 0) >= (RANK[access] ?? 0)
  )
}

/** The model and name in `[controller:][qualifier/]model.offer`. */
function locate(state: JujuState, { user }: Call, url: string): { model: Model | undefined; name: string } {
  const parts = /^(?:[^:/]+:)?(?:(?<qualifier>[^/]+)\/)?(?<model>[^./]+)\.(?<name>.+)$/.exec(url)?.groups
  if (parts === undefined) throw new Refusal(`application offer URL "${url}" not valid`, 'not valid')
  return {
    model: state.findModel(`${parts['qualifier'] ?? user.name}/${parts['model']}`),
    name: parts['name'] ?? '',
  }
}

function existing(
  state: JujuState,
  call: Call,
  url: string,
  missing: (url: string) => Refusal = notThere,
): { model: Model; offer: Offer } {
  const { model, name } = locate(state, call, url)
  const offer = model?.offers.get(name)
  if (model === undefined || offer === undefined) throw missing(url)
  return { model, offer }
}

/** Without "not found", as `ApplicationOffers` has it. */
function notListed(url: string): Refusal {
  return notFound(`application offer "${url}"`)
}

function notThere(url: string): Refusal {
  return notFound(`application offer "${url}" not found`)
}

function offerDetails(state: JujuState, model: Model, offer: Offer): Record<string, unknown> {
  const application = model.applications.get(offer.application)
  const users = [...offer.access].map(([name, access]) => ({
    user: name,
    'display-name': state.users.get(name)?.displayName ?? '',
    access,
  }))
  return {
    ...details(model, offer),
    // An offer without a description has that of its charm.
    'application-description':
      offer.description === '' ? (application?.charm.charm.description ?? '') : offer.description,
    users,
    'application-name': offer.application,
    'charm-url': withArchitecture(application),
  }
}

function details(model: Model, offer: Offer): Record<string, unknown> {
  return {
    'source-model-tag': tagOf('model', model.uuid),
    'offer-uuid': offer.uuid,
    'offer-url': `${model.qualifier}/${model.name}.${offer.name}`,
    'offer-name': offer.name,
    'application-description': offer.description,
    endpoints: remoteEndpoints(model, offer),
  }
}

function remoteEndpoints(
  model: Model,
  offer: Offer,
): { name: string; role: string; interface: string; limit: number }[] {
  const charm = model.applications.get(offer.application)?.charm.charm
  const all = charm === undefined ? [] : endpointsOf(charm)
  return all
    .filter(({ name }) => offer.endpoints.includes(name))
    .map(({ name, role, interface: of, limit }) => ({ name, role, interface: of, limit }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** What a consumer needs: the offer, a macaroon that permits relations to it, and the controller's addresses. */
function consumeDetails({ state, user }: Call, model: Model, offer: Offer): Record<string, unknown> {
  const declared = [`source-model-uuid ${model.uuid}`, `username ${user.name}`, `offer-uuid ${offer.uuid}`]
  const caveats = [timeBefore(), ...declared.map((what) => ({ id: Buffer.from(`declared ${what}`) }))]
  const macaroon = mint(
    randomBytes(24),
    bakeryId(offer.uuid, 'consume'),
    `juju model ${state.controllerModel.uuid}`,
    caveats,
  )
  return {
    offer: details(model, offer),
    macaroon: toJson(macaroon),
    'external-controller': {
      'controller-tag': tagOf('controller', state.controllerUuid),
      'controller-alias': '',
      addrs: [`localhost:${state.port}`],
      'ca-cert': state.caCert,
    },
  }
}
