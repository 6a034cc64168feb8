// The face of canonical-stack: the three clients, the errors and the types that they share. Importing it loads no transport and no schema.
export * from './core/public.js'
export { createJujuClient, type JujuClient, type JujuClientOptions } from './juju/index.js'
export {
  createLandscapeClient,
  type LandscapeClient,
  type LandscapeClientOptions,
} from './landscape/index.js'
export { createMaasClient, type MaasClient, type MaasClientOptions } from './maas/index.js'
