// The entry point canonical-stack/maas/schemas: zod schemas of MAAS's replies.
export { type MaasSchemas, schemas } from './generated/schemas.js'
