// Generated from spec/maas/api2/zones.yaml by `npm run generate`. Do not edit.

/** A physical zone, such as a rack or a power feed. */
export interface Zone {
  id: number
  name: string
  description: string
  resource_uri: string
}
