// The entry point canonical-stack/landscape/schemas: zod schemas of Landscape's replies.
export { type LandscapeSchemas, schemas } from './generated/schemas.js'
