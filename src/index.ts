// The entry point canonical-stack: the three clients and their shared errors and types. Importing it loads no transport and no schema.
export * from './core/public.js'
export { createJujuClient, type JujuClient, type JujuClientOptions } from './juju/index.js'
export {
  createLandscapeClient,
  type LandscapeClient,
  type LandscapeClientOptions,
} from './landscape/index.js'
export { createMaasClient, type MaasClient, type MaasClientOptions } from './maas/index.js'
