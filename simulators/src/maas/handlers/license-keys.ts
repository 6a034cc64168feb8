import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { choice, text } from '../forms/fields.js'
import { readForm } from '../forms/form.js'
import { notFound } from '../server/refusal.js'
import type { Resource, UserExchange } from '../server/router.js'

/** License keys are for Windows images, which the region does not have: none can be stored. */
function create({ body }: UserExchange): never {
  readForm(formData(body), {
    osystem: choice({ required: true, choices: [''], listedAs: 'osystem' }),
    distro_series: choice({ required: true, choices: [''], listedAs: 'distro_series' }),
    license_key: text({ required: true, max: 255 }),
  })
  throw notFound('LicenseKey')
}

const missing = (): never => {
  throw notFound('LicenseKey')
}

export const licenseKeyResources: Resource[] = [
  { path: 'license-keys/', adminOnly: true, operations: { GET: () => [], POST: create } },
  {
    path: 'license-key/{osystem}/{distro_series}',
    adminOnly: true,
    operations: { GET: missing, PUT: missing, DELETE: deleted },
  },
]
