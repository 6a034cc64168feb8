// Generated from spec/landscape/entities/login.yaml by `npm run generate`. Do not edit.

/** A token and the user that it belongs to. */
export interface Login {
  token: string
  email: string
  name?: string
  accounts: LoginAccount[]
  current_account: string
  self_hosted?: boolean
  has_password?: boolean
  identity_source?: string
  return_to?: LoginReturn | null
  attach_code?: string | null
  invitation_id?: string | null
}

/** Where a browser continues after a login. */
export interface LoginReturn {
  url: string | null
  external: boolean
}

export interface LoginAccount {
  name: string
  title: string
  default?: boolean
  subdomain?: string | null
  classic_dashboard_url?: string
}
