// Finds clashes between the APIs of one client, which each API alone does not have.
import { parseType } from '../../src/core/shape/type.js'
import { type Api, type GroupSpec, refsOf } from './model.js'
import type { SpecFile } from './read.js'

/** Fails if two APIs of a product use one name for two things, or if a type that several facades use has versions of one facade. */
export function refuseClashes(apis: readonly Api[]): void {
  const types = new Map<string, string>()
  const methods = new Map<string, string>()
  const resources = new Set<string>()
  for (const api of apis) {
    for (const { file, spec } of api.groups) {
      for (const type of api.types.values()) {
        if (type.home !== file.name) continue
        const other = types.get(type.name)
        if (other !== undefined) file.fail(`the type ${type.name} is also described in ${other}`)
        types.set(type.name, file.path)
      }
      const path = [api.spec.namespace, spec.resource].filter((part) => part !== undefined).join('.')
      if (spec.resource === undefined || spec.operations === undefined) continue
      resources.add(path)
      for (const name of Object.keys(spec.operations)) {
        const other = methods.get(`${path}.${name}`)
        if (other !== undefined)
          file.fail(`${path}.${name} is also described in ${other}`, ['operations', name])
        methods.set(`${path}.${name}`, file.path)
      }
    }
    refuseSharedVersions(api)
  }
  for (const { groups, spec: api } of apis)
    for (const { file, spec } of groups) {
      const [namespace = '', inner] = [api.namespace, spec.resource]
        .filter((part) => part !== undefined)
        .join('.')
        .split('.')
      if (inner !== undefined && resources.has(namespace))
        file.fail(`${namespace} must not be both a resource and a namespace of resources`, ['resource'])
    }
}

/** Versions are those of one facade: a type that several facades use has `since` and `until` instead. */
function refuseSharedVersions(api: Api): void {
  const users = new Map<string, Set<string>>()
  const use = (name: string, facade: string): void => {
    const known = users.get(name) ?? new Set()
    if (known.has(facade)) return
    users.set(name, known.add(facade))
    for (const { forms } of api.types.get(name)?.fields ?? [])
      for (const { type } of forms) for (const inner of refsOf(parseType(type))) use(inner, facade)
  }
  for (const { spec } of api.groups.filter((group) => group.spec.facade !== undefined))
    for (const { params, reply } of Object.values(spec.operations ?? {}))
      for (const text of [params, reply])
        if (typeof text === 'string') for (const name of refsOf(parseType(text))) use(name, spec.facade ?? '')
  for (const { name, home, fields = [] } of api.types.values()) {
    const facades = [...(users.get(name) ?? [])]
    const group = api.groups.find(({ file }) => file.name === home)
    for (const field of fields)
      if (facades.length > 1 && field.forms.some(({ versions }) => versions !== undefined))
        failAt(
          group,
          name,
          field,
        )(
          `${name} is used by ${facades.toSorted().join(', ')}, ` +
            'and versions are those of one facade; use since and until',
        )
  }
}

const failAt =
  (
    group: { file: SpecFile; spec: GroupSpec } | undefined,
    type: string,
    { name, optional }: { name: string; optional: boolean },
  ) =>
  (problem: string): never => {
    if (group === undefined) throw new Error(problem)
    return group.file.fail(problem, ['types', type, 'fields', optional ? `${name}?` : name])
  }
