// Generated from spec/juju/facades/application-offers.yaml by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { EntityStatus, ErrorResult, ErrorResults, ExternalControllerInfo, Macaroon, OfferUserDetails, RemoteEndpoint, RpcErrorValue } from './common.js'

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
  macaroon?: Macaroon | null
  offer?: ApplicationOfferDetailsV5
}

export interface ConsumeOfferDetailsResults {
  results?: ConsumeOfferDetailsResult[]
}

export interface ModifyOfferAccess {
  /** Read, consume or admin. */
  access: string
  /** Grant or revoke. */
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

export interface EndpointFilterAttributes {
  interface?: string
  name?: string
  role?: string
}

export interface OfferFilter {
  'allowed-users'?: string[]
  'application-description'?: string
  'application-name'?: string
  'application-user'?: string
  'connected-users'?: string[]
  endpoints?: EndpointFilterAttributes[]
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

/** ApplicationOffers facade: offers for cross-model relations. */
export interface ApplicationOffersFacade {
  /**
   * Offers application endpoints to other models.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `ApplicationOffers.Offer`.
   */
  offer(params: AddApplicationOffers, options?: RequestOptions): Pending<ErrorResult[]>

  /**
   * Lists offers with their users and connections.
   *
   * API: `ApplicationOffers.ListApplicationOffers`.
   */
  listApplicationOffers(params: OfferFilters, options?: RequestOptions): Pending<QueryApplicationOffersResultsV5>

  /**
   * Returns the details of offers that a consuming model needs.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `ApplicationOffers.GetConsumeDetails`.
   */
  getConsumeDetails(params: ConsumeOfferDetailsArg, options?: RequestOptions): Pending<ConsumeOfferDetailsResult[]>

  /**
   * Grants or revokes access to offers.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `ApplicationOffers.ModifyOfferAccess`.
   */
  modifyOfferAccess(params: ModifyOfferAccessRequest, options?: RequestOptions): Pending<ErrorResult[]>
}

/** The methods of the facade by their names on the wire, with what they take and return. */
export interface ApplicationOffersCalls {
  Offer: { params: AddApplicationOffers; reply: ErrorResults }
  ListApplicationOffers: { params: OfferFilters; reply: QueryApplicationOffersResultsV5 }
  GetConsumeDetails: { params: ConsumeOfferDetailsArg; reply: ConsumeOfferDetailsResults }
  ModifyOfferAccess: { params: ModifyOfferAccessRequest; reply: ErrorResults }
}

export const applicationOffers: Operations<RpcOperation> = {
  offer: {
    id: 'ApplicationOffers.Offer',
    facade: 'ApplicationOffers',
    method: 'Offer',
    versions: [6],
    params: 'AddApplicationOffers',
    reply: 'ErrorResults',
    each: 'Offers.offer-name',
  },
  listApplicationOffers: {
    id: 'ApplicationOffers.ListApplicationOffers',
    facade: 'ApplicationOffers',
    method: 'ListApplicationOffers',
    versions: [6],
    params: 'OfferFilters',
    reply: 'QueryApplicationOffersResultsV5',
    reads: true,
  },
  getConsumeDetails: {
    id: 'ApplicationOffers.GetConsumeDetails',
    facade: 'ApplicationOffers',
    method: 'GetConsumeDetails',
    versions: [6],
    params: 'ConsumeOfferDetailsArg',
    reply: 'ConsumeOfferDetailsResults',
    reads: true,
    each: 'offer-urls.offer-urls',
  },
  modifyOfferAccess: {
    id: 'ApplicationOffers.ModifyOfferAccess',
    facade: 'ApplicationOffers',
    method: 'ModifyOfferAccess',
    versions: [6],
    params: 'ModifyOfferAccessRequest',
    reply: 'ErrorResults',
    each: 'changes.offer-url',
  },
}
