// The entry point canonical-stack/juju/schemas: zod schemas of what Juju answers.
export { type JujuSchemas, schemas } from './generated/schemas.js'
