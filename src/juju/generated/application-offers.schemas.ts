// Generated from spec/juju/application-offers.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { EntityStatus, ErrorResults, ExternalControllerInfo, OfferUserDetails, RemoteEndpoint, RpcErrorValue } from './common.schemas.js'

export const AddApplicationOffer: z.ZodType = z.object({
  'application-description': z.string().optional(),
  'application-name': z.string(),
  endpoints: z.record(z.string(), z.string()),
  'model-tag': z.string(),
  'offer-name': z.string(),
  'owner-tag': z.string().optional(),
})

export const AddApplicationOffers: z.ZodType = z.object({
  get Offers() {
    return z.array(AddApplicationOffer)
  },
})

export const ApplicationOfferAdminDetailsV5: z.ZodType = z.object({
  'application-description': z.string(),
  'application-name': z.string(),
  'charm-url': z.string(),
  get connections() {
    return z.array(OfferConnection).optional()
  },
  get endpoints() {
    return z.array(RemoteEndpoint).optional()
  },
  'offer-name': z.string(),
  'offer-url': z.string(),
  'offer-uuid': z.string(),
  'source-model-tag': z.string(),
  get users() {
    return z.array(OfferUserDetails).optional()
  },
})

export const ApplicationOfferDetailsV5: z.ZodType = z.object({
  'application-description': z.string(),
  get endpoints() {
    return z.array(RemoteEndpoint).optional()
  },
  'offer-name': z.string(),
  'offer-url': z.string(),
  'offer-uuid': z.string(),
  'source-model-tag': z.string(),
  get users() {
    return z.array(OfferUserDetails).optional()
  },
})

export const ConsumeOfferDetailsArg: z.ZodType = z.object({
  get 'offer-urls'() {
    return OfferURLs
  },
  'user-tag': z.string().optional(),
})

export const ConsumeOfferDetailsResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  get 'external-controller'() {
    return ExternalControllerInfo.optional()
  },
  macaroon: z.unknown().optional(),
  get offer() {
    return ApplicationOfferDetailsV5.optional()
  },
})

export const ConsumeOfferDetailsResults: z.ZodType = z.object({
  get results() {
    return z.array(ConsumeOfferDetailsResult).optional()
  },
})

export const ModifyOfferAccess: z.ZodType = z.object({
  access: z.string(),
  action: z.string(),
  'offer-url': z.string(),
  'user-tag': z.string(),
})

export const ModifyOfferAccessRequest: z.ZodType = z.object({
  get changes() {
    return z.array(ModifyOfferAccess)
  },
})

export const OfferConnection: z.ZodType = z.object({
  endpoint: z.string(),
  'ingress-subnets': z.array(z.string()).nullable(),
  'relation-id': z.int(),
  'source-model-tag': z.string(),
  get status() {
    return EntityStatus
  },
  username: z.string(),
})

export const OfferFilter: z.ZodType = z.object({
  'allowed-users': z.array(z.string()).optional(),
  'application-description': z.string().optional(),
  'application-name': z.string().optional(),
  'application-user': z.string().optional(),
  'connected-users': z.array(z.string()).optional(),
  endpoints: z.array(z.unknown()).optional(),
  'model-name': z.string(),
  'model-qualifier': z.string(),
  'offer-name': z.string().optional(),
})

export const OfferFilters: z.ZodType = z.object({
  get Filters() {
    return z.array(OfferFilter)
  },
})

export const OfferURLs: z.ZodType = z.object({
  'bakery-version': z.int().optional(),
  'offer-urls': z.array(z.string()).optional(),
})

export const QueryApplicationOffersResultsV5: z.ZodType = z.object({
  get results() {
    return z.array(ApplicationOfferAdminDetailsV5).nullable()
  },
})

export const offerReply: z.ZodType = ErrorResults

export const listApplicationOffersReply: z.ZodType = QueryApplicationOffersResultsV5

export const getConsumeDetailsReply: z.ZodType = ConsumeOfferDetailsResults

export const modifyOfferAccessReply: z.ZodType = ErrorResults
