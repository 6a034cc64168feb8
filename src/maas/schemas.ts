// The entry point canonical-stack/maas/schemas: zod schemas of what MAAS answers.
export { type MaasSchemas, schemas } from './generated/schemas.js'
