// The entry point canonical-stack/landscape/schemas: zod schemas of what Landscape answers.
export { type LandscapeSchemas, schemas } from './generated/schemas.js'
