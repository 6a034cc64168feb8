import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { Form } from '../server/form.js'
import { notFound } from '../server/refusal.js'
import type { Resource, UserExchange } from '../server/router.js'

/** License keys are for Windows images, which the region does not have: none can be stored. */
function create({ body }: UserExchange): never {
  const form = new Form(formData(body))
  for (const field of ['osystem', 'distro_series', 'license_key']) form.need(field)
  if (form.text('osystem'))
    form.add('osystem', `'${form.text('osystem')}' is not a valid osystem.  It should be one of: ''.`)
  form.check()
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
