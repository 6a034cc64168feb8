import { describe, expect, it } from 'vitest'
import { type Api, type NamedType, readApi, refsOf } from '../../scripts/generate/model.js'
import { parseType, type Type } from '../../src/core/shape/type.js'

const root = new URL('../../', import.meta.url)

/** The replies and their fields that are `unknown` in TypeScript, or objects with unknown values, and why. */
const reasons: Record<string, string> = {
  'AllocationMatch.verbose_interfaces': 'MAAS: every recording has it empty',
  'BootResource....': 'MAAS: what else the server of the image says about it, by arbitrary names',
  'CreatedBcache....': 'MAAS: fields that later releases may add to an incomplete reply',
  'LogicalVolume....': 'MAAS: fields that later releases may add to an incomplete reply',
  'MaasNotification.context': 'values that the author of the notification named',
  'Script.parameters': 'descriptions that the author of the script wrote',
  'Script.results': 'descriptions that the author of the script wrote',
  'Script.packages': 'MAAS: lists by package manager, and whatever else the author of the script wrote',
  'agents.config': 'MAAS: internal, in no recording',
  'config.get': 'MAAS: the type depends on the setting',
  'imageSync.get': 'MAAS: internal, in no recording',
  'imageSync.list': 'MAAS: internal, in no recording',

  'ActivityParent.computer': 'Landscape: null in the examples, and described as an object only',
  'UbuntuProInfo.config': 'settings of the Pro client: their names differ with its version',
  'UbuntuProInfo.features': 'settings of the Pro client: names are arbitrary',
  'UbuntuProInfo.environment_vars': 'Landscape: empty where it is described',
  'UbuntuProInfo.notices': 'Landscape: empty where it is described',
  'UbuntuProInfo.warnings': 'Landscape: empty where it is described',
  'UbuntuProService.blocked_by': 'Landscape: empty in the examples',
  'UbuntuProService.warning': 'Landscape: null in the examples',
  'computers.addAnnotation': 'Landscape: the reply is undocumented',
  'computers.removeAnnotation': 'Landscape: the reply is undocumented',
  'computers.rename': 'Landscape: the reply is undocumented',
  'computers.remove': 'Landscape: the reply is undocumented, or empty',
  'pendingComputers.reject': 'Landscape: the reply is undocumented: ids, or empty',

  'CharmActionSpec.params': 'a JSON schema that the author of the charm wrote',
  'Cloud.config': 'names and types depend on the cloud',
  'Cloud.region-config': 'names and types depend on the cloud',
  'CloudInfo.config': 'names and types depend on the cloud',
  'CloudInfo.region-config': 'names and types depend on the cloud',
  'DetailedStatus.data': 'names and types depend on the status, and on the charm',
  'EntityStatus.data': 'names and types depend on the status, and on the charm',
  'EndpointRelationData.ApplicationData': 'settings of a relation, which charms name',
  'RelationData.UnitData': 'settings of a relation, which charms name',
  'ExpressionTree.Expression': 'Juju: in no recording, and an interface without a type in its schema',
  'RpcErrorValue.info': 'names and types depend on the code of the error',
  'SecretBackend.config': 'names and types depend on the backend',
}

const mentionsAny = (type: Type): boolean =>
  type.kind === 'plain'
    ? type.name === 'any'
    : type.kind === 'union'
      ? type.of.some(mentionsAny)
      : 'of' in type && mentionsAny(type.of)

/** The undescribed replies of an API, and the undescribed fields of the types in its replies. */
function undescribed(api: Api, types: ReadonlyMap<string, NamedType>): string[] {
  const found: string[] = []
  const seen = new Set<string>()
  const enter = (text: string, at: string): void => {
    const type = parseType(text)
    if (mentionsAny(type)) found.push(at)
    for (const name of refsOf(type)) {
      if (seen.has(name)) continue
      seen.add(name)
      for (const field of types.get(name)?.fields ?? [])
        for (const form of field.forms) enter(form.type, `${name}.${field.name}`)
    }
  }
  for (const { spec } of api.groups)
    for (const [name, { reply, list }] of Object.entries(spec.operations ?? {}))
      enter(
        reply === 'text' ? 'string' : (reply ?? list ?? 'null'),
        `${spec.resource ?? spec.facade ?? ''}.${name}`,
      )
  return found
}

function undescribedIn(folder: string): string[] {
  const api = readApi(root, `spec/${folder}`)
  const used = (api.spec.uses ?? []).map((name) =>
    readApi(root, `spec/${folder.split('/')[0] ?? ''}/${name}`),
  )
  return undescribed(api, new Map([...used, api].flatMap(({ types }) => [...types])))
}

describe('replies that are unknown in TypeScript', () => {
  it('have a reason each, and no reason is left over', () => {
    const found = ['maas/api2', 'juju/facades', 'landscape/actions', 'landscape/rest'].flatMap(undescribedIn)
    expect([...new Set(found)].toSorted()).toEqual(Object.keys(reasons).toSorted())
  })
})
