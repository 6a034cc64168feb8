import type { DescribedHandler } from './describe.js'

const root = '/MAAS/api/2.0'

/** The operations of handlers as an OpenAPI document: an operation that is no plain method is a path of its own, `op-NAME`. */
export function openApi(handlers: readonly DescribedHandler[], origin: string): object {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { name, path, params, actions } of handlers) {
    for (const { op, method, name: action, doc } of actions) {
      const address = `${path.slice(root.length)}${op === null ? '' : `op-${op}`}`
      paths[address] ??= params.length === 0 ? {} : { parameters: params.map(pathParameter) }
      paths[address][method.toLowerCase()] = {
        operationId: `${name}_${action}`,
        tags: [name.replace(/Handler$/, '')],
        summary: `${name} ${action}`,
        description: doc,
        responses: { default: { description: 'See the documentation of MAAS.' } },
      }
    }
  }
  return {
    openapi: '3.0.0',
    info: { title: 'MAAS HTTP API', version: '2.0.0' },
    servers: [{ url: `${origin}${root}/` }],
    paths,
  }
}

const pathParameter = (name: string): object => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'string' },
})

/** The page that names the documents about the API. */
export const landingPage = (origin: string): object => ({
  title: 'MAAS API',
  description: 'API landing page for MAAS',
  resources: [
    { path: '/MAAS/api', rel: 'self', type: 'application/json', title: 'this document' },
    {
      path: `${root}/openapi.yaml`,
      rel: 'service-desc',
      type: 'application/openapi+yaml',
      title: 'the API definition',
    },
  ].map((resource) => ({ ...resource, href: `${origin}${resource.path}` })),
})
