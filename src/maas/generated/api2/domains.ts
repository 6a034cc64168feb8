// Generated from spec/maas/api2/domains.yaml by `npm run generate`. Do not edit.

/** A DNS domain. */
export interface Domain {
  id: number
  name: string
  /** In seconds. */
  ttl: number | null
  authoritative: boolean
  is_default: boolean
  resource_record_count: number
  resource_uri: string
}
