// The entry point canonical-stack/juju/schemas: zod schemas of Juju's replies, and the types of its facades on the wire.
export { type JujuSchemas, schemas } from './generated/schemas.js'
export type * from './generated/types.js'
