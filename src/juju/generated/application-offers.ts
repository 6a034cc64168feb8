// Generated from spec/juju/application-offers.yaml by `npm run generate`. Do not edit.

import { Operations, type RpcOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { Pending } from '../../core/reply.js'
import type { EntityStatus, ErrorResults, ExternalControllerInfo, OfferUserDetails, RemoteEndpoint, RpcErrorValue } from './common.js'

export interface AddApplicationOffer {
  'application-description'?: string
  'application-name': string
  endpoints: Record<string, string>
  'model-tag': string
  'offer-name': string
  'owner-tag'?: string
}

export interface AddApplicationOffers {
  Offers: AddApplicationOffer[]
}

export interface ApplicationOfferAdminDetailsV5 {
  'application-description': string
  'application-name': string
  'charm-url': string
  connections?: OfferConnection[]
  endpoints?: RemoteEndpoint[]
  'offer-name': string
  'offer-url': string
  'offer-uuid': string
  'source-model-tag': string
  users?: OfferUserDetails[]
}

export interface ApplicationOfferDetailsV5 {
  'application-description': string
  endpoints?: RemoteEndpoint[]
  'offer-name': string
  'offer-url': string
  'offer-uuid': string
  'source-model-tag': string
  users?: OfferUserDetails[]
}

export interface ConsumeOfferDetailsArg {
  'offer-urls': OfferURLs
  'user-tag'?: string
}

export interface ConsumeOfferDetailsResult {
  error?: RpcErrorValue
  'external-controller'?: ExternalControllerInfo
  macaroon?: unknown
  offer?: ApplicationOfferDetailsV5
}

export interface ConsumeOfferDetailsResults {
  results?: ConsumeOfferDetailsResult[]
}

export interface ModifyOfferAccess {
  access: string
  action: string
  'offer-url': string
  'user-tag': string
}

export interface ModifyOfferAccessRequest {
  changes: ModifyOfferAccess[]
}

export interface OfferConnection {
  endpoint: string
  'ingress-subnets': string[] | null
  'relation-id': number
  'source-model-tag': string
  status: EntityStatus
  username: string
}

export interface OfferFilter {
  'allowed-users'?: string[]
  'application-description'?: string
  'application-name'?: string
  'application-user'?: string
  'connected-users'?: string[]
  endpoints?: unknown[]
  'model-name': string
  'model-qualifier': string
  'offer-name'?: string
}

export interface OfferFilters {
  Filters: OfferFilter[]
}

export interface OfferURLs {
  'bakery-version'?: number
  'offer-urls'?: string[]
}

export interface QueryApplicationOffersResultsV5 {
  results: ApplicationOfferAdminDetailsV5[] | null
}

const table = {
  offer: { id: 'applicationOffers.offer', facade: 'ApplicationOffers', method: 'Offer', versions: [6], reads: false, idempotent: false, schema: async () => (await import('./application-offers.schemas.js')).offerReply },
  listApplicationOffers: {
    id: 'applicationOffers.listApplicationOffers',
    facade: 'ApplicationOffers',
    method: 'ListApplicationOffers',
    versions: [6],
    reads: true,
    idempotent: true,
    schema: async () => (await import('./application-offers.schemas.js')).listApplicationOffersReply,
  },
  getConsumeDetails: {
    id: 'applicationOffers.getConsumeDetails',
    facade: 'ApplicationOffers',
    method: 'GetConsumeDetails',
    versions: [6],
    reads: true,
    idempotent: true,
    schema: async () => (await import('./application-offers.schemas.js')).getConsumeDetailsReply,
  },
  modifyOfferAccess: {
    id: 'applicationOffers.modifyOfferAccess',
    facade: 'ApplicationOffers',
    method: 'ModifyOfferAccess',
    versions: [6],
    reads: false,
    idempotent: false,
    schema: async () => (await import('./application-offers.schemas.js')).modifyOfferAccessReply,
  },
} satisfies Record<string, RpcOperation>

/** The ApplicationOffers facade. */
export class ApplicationOffersOperations extends Operations<RpcOperation> {
  /**
   * Offers endpoints to other models.
   *
   * `ApplicationOffers.Offer`. Facts: recorded-4.0.15 (clouds-offers-users/offer-offer, commands/offer).
   */
  offer(params: AddApplicationOffers, options?: RequestOptions): Pending<ErrorResults> {
    return this.caller.call(table.offer, {}, params, options)
  }

  /**
   * Lists offers with who may use them and who does.
   *
   * `ApplicationOffers.ListApplicationOffers`. Facts: recorded-4.0.15 (commands/offers, clouds-offers-users/offer-offers).
   */
  listApplicationOffers(params: OfferFilters, options?: RequestOptions): Pending<QueryApplicationOffersResultsV5> {
    return this.caller.call(table.listApplicationOffers, {}, params, options)
  }

  /**
   * What a consuming model needs to know of an offer.
   *
   * `ApplicationOffers.GetConsumeDetails`. Facts: recorded-4.0.15 (clouds-offers-users/offer-consume-again, clouds-offers-users/offer-consume-missing).
   */
  getConsumeDetails(params: ConsumeOfferDetailsArg, options?: RequestOptions): Pending<ConsumeOfferDetailsResults> {
    return this.caller.call(table.getConsumeDetails, {}, params, options)
  }

  /**
   * Grants or revokes access to offers.
   *
   * `ApplicationOffers.ModifyOfferAccess`. Facts: 4.0.15, not recorded.
   */
  modifyOfferAccess(params: ModifyOfferAccessRequest, options?: RequestOptions): Pending<ErrorResults> {
    return this.caller.call(table.modifyOfferAccess, {}, params, options)
  }
}
