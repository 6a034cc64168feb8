// The entry point canonical-stack/juju/schemas: zod schemas of Juju's replies.
export { type JujuSchemas, schemas } from './generated/schemas.js'
