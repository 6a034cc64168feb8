// Generated from spec/maas/api2/resource-pools.yaml by `npm run generate`. Do not edit.

/** A resource pool, which groups machines. */
export interface ResourcePool {
  id: number
  name: string
  description: string
  resource_uri: string
}
