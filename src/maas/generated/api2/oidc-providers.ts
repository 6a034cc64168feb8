// Generated from spec/maas/api2/oidc-providers.yaml by `npm run generate`. Do not edit.

import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** An OpenID Connect provider. */
export interface OidcProvider {
  id: number
  name: string
  issuer_url: string
  client_id: string
  client_secret: string
  enabled: boolean
  token_type: 'JWT' | 'Opaque' | (string & {})
  vendor: 'Generic' | 'EntraID' | 'Auth0' | 'Keycloak' | (string & {})
  redirect_uri: string
  scopes: string
  resource_uri?: string
}

/** Parameters of `oidcProviders.create`. */
export interface OidcProviderCreateParams {
  name: string
  issuer_url: string
  client_id: string
  client_secret: string
  /** Only one provider can be enabled. */
  enabled: boolean
  token_type: 'JWT' | 'Opaque' | (string & {})
  vendor: 'Generic' | 'EntraID' | 'Auth0' | 'Keycloak' | (string & {})
  redirect_uri: string
  /** Separated by spaces. */
  scopes: string
}

/** Parameters of `oidcProviders.update`. */
export interface OidcProviderUpdateParams {
  name?: string
  issuer_url?: string
  client_id?: string
  client_secret?: string
  /** Only one provider can be enabled. */
  enabled?: boolean
  token_type?: 'JWT' | 'Opaque' | (string & {})
  vendor?: 'Generic' | 'EntraID' | 'Auth0' | 'Keycloak' | (string & {})
  redirect_uri?: string
  /** Separated by spaces. */
  scopes?: string
}

/** OpenID Connect providers that users sign in with. */
export interface MaasOidcProviders {
  /**
   * Lists all OpenID Connect providers. Without any, MAAS returns a text.
   *
   * API: `GET oidc-providers/`. MAAS 3.8 and later.
   *
   * @example
   * await maas.oidcProviders.list()
   */
  list(options?: RequestOptions): Pending<OidcProvider[] | string>

  /**
   * Returns an OpenID Connect provider.
   *
   * API: `GET oidc-providers/{id}/`. MAAS 3.8 and later.
   *
   * @example
   * await maas.oidcProviders.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<OidcProvider>

  /**
   * Creates an OpenID Connect provider. Administrators only.
   *
   * API: `POST oidc-providers/`. MAAS 3.8 and later.
   *
   * @example
   * await maas.oidcProviders.create({ name: 'login', issuer_url: 'https://login.example.com', client_id: 'maas', client_secret: process.env['OIDC_SECRET'] ?? '', enabled: true, token_type: 'JWT', vendor: 'Generic', redirect_uri: 'https://maas.example.com/MAAS/r/login/oidc/callback', scopes: 'openid email' })
   */
  create(params: OidcProviderCreateParams, options?: RequestOptions): Pending<OidcProvider>

  /**
   * Updates an OpenID Connect provider. Absent parameters keep their value; an empty string clears it. Administrators only.
   *
   * API: `PUT oidc-providers/{id}/`. MAAS 3.8 and later.
   *
   * @example
   * await maas.oidcProviders.update(1, { enabled: false })
   */
  update(id: string | number, params?: OidcProviderUpdateParams, options?: RequestOptions): Pending<OidcProvider>

  /**
   * Deletes an OpenID Connect provider. Administrators only.
   *
   * API: `DELETE oidc-providers/{id}/`. MAAS 3.8 and later.
   *
   * @example
   * await maas.oidcProviders.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>

  /**
   * Returns the provider that is enabled.
   *
   * API: `GET oidc-providers/?op=get_active`. MAAS 3.8 and later.
   *
   * @example
   * await maas.oidcProviders.getActive()
   */
  getActive(options?: RequestOptions): Pending<OidcProvider>
}

export const oidcProviders: Operations<RestOperation> = {
  list: { id: 'oidcProviders.list', method: 'GET', path: 'oidc-providers/', reply: 'OidcProvider[] | string', since: '3.8' },
  get: { id: 'oidcProviders.get', method: 'GET', path: 'oidc-providers/{id}/', reply: 'OidcProvider', since: '3.8' },
  create: {
    id: 'oidcProviders.create',
    method: 'POST',
    path: 'oidc-providers/',
    params: 'OidcProviderCreateParams',
    reply: 'OidcProvider',
    since: '3.8',
  },
  update: {
    id: 'oidcProviders.update',
    method: 'PUT',
    path: 'oidc-providers/{id}/',
    params: 'OidcProviderUpdateParams',
    reply: 'OidcProvider',
    since: '3.8',
  },
  delete: { id: 'oidcProviders.delete', method: 'DELETE', path: 'oidc-providers/{id}/', since: '3.8' },
  getActive: { id: 'oidcProviders.getActive', method: 'GET', path: 'oidc-providers/?op=get_active', reply: 'OidcProvider', since: '3.8' },
}
