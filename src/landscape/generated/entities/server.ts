// Generated from spec/landscape/entities/server.yaml by `npm run generate`. Do not edit.

/** Version and features of the server. */
export interface About {
  self_hosted: boolean
  package_version: string
  revision: string
  display_disa_stig_banner: boolean
}
