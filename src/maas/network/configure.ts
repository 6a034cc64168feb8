import { ConfigurationError } from '../../core/errors.js'
import type { RequestOptions } from '../../core/options.js'
import type { GeneratedMaasInterfaces, Interface } from '../generated/api2/interfaces.js'
import type { MaasSubnets } from '../generated/api2/subnets.js'
import { Problems } from '../plan/problems.js'
import { checkLinks, type LinkDescription } from './description.js'
import { addressLinks, planLinks, resolveLinks, unlinkStep, vlanOfLinks } from './links.js'

const OPERATION = 'interfaces.configure'

/** Gives an interface its links. Throws as `MaasInterfaces.configure`. */
export async function configureInterface(
  interfaces: GeneratedMaasInterfaces,
  subnets: MaasSubnets,
  systemId: string,
  ref: string | number,
  links: readonly LinkDescription[],
  request: RequestOptions,
): Promise<Interface> {
  checkLinks(OPERATION, links)
  const [all, known] = await Promise.all([
    interfaces.list(systemId, request).toArray(),
    subnets.list(request).toArray(),
  ])
  const found = all.find(({ id, name }) => id === ref || name === ref)
  if (found === undefined)
    throw new ConfigurationError({
      system: 'maas',
      operation: OPERATION,
      summary: `MAAS ${OPERATION}: ${systemId} has no interface ${ref}`,
      hint: `It has ${all.map(({ name }) => name).join(', ') || 'none'}`,
    })
  const problems = new Problems()
  const wanted = resolveLinks(problems, known, found.name, links)
  const vlan = vlanOfLinks(problems, found.name, wanted)
  problems.throwIfAny(OPERATION, systemId)

  const moves = vlan !== undefined && found.vlan?.id !== vlan
  const owner = { systemId, name: found.name, links: moves ? [] : found.links, id: () => found.id }
  const { unwanted, steps } = planLinks(interfaces, owner, wanted, undefined)
  // An address belongs to a subnet, and that to a VLAN: on another VLAN the present ones are of no use.
  for (const link of moves ? addressLinks(found.links) : unwanted)
    await unlinkStep(interfaces, found, link).run(request)
  if (moves) await interfaces.update(systemId, found.id, { vlan }, request)
  for (const step of steps) await step.run(request)
  return interfaces.get(systemId, found.id, request)
}
