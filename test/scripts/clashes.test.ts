import { describe, expect, it } from 'vitest'
import { generateFrom } from './generate-from.js'

const api = (name: string, more = ''): string =>
  `api: ${name}\ntitle: An API\npages:\n  default: { style: none }\n${more}`
const list = (resource: string, type: string): string =>
  `resource: ${resource}\ntypes:\n  ${type}:\n    fields:\n      id: int\noperations:\n  list:\n    request: GET ${resource}\n    doc: Lists.\n    source: a test\n    list: ${type}\n`

describe('a client that has several APIs', () => {
  it('has each type name once', () => {
    expect(() =>
      generateFrom({
        'landscape/actions/api.yaml': api('actions'),
        'landscape/actions/tags.yaml': list('tags', 'Tag'),
        'landscape/rest/api.yaml': api('rest'),
        'landscape/rest/labels.yaml': list('labels', 'Tag'),
      }),
    ).toThrow(
      'spec/landscape/rest/labels.yaml:1: the type Tag is also described in spec/landscape/actions/tags.yaml',
    )
  })

  it('has each method of a resource once', () => {
    expect(() =>
      generateFrom({
        'landscape/actions/api.yaml': api('actions', 'part: Action\n'),
        'landscape/actions/tags.yaml': list('tags', 'Tag'),
        'landscape/rest/api.yaml': api('rest', 'part: Rest\n'),
        'landscape/rest/tags.yaml': list('tags', 'RestTag'),
      }),
    ).toThrow(
      'spec/landscape/rest/tags.yaml:7: tags.list is also described in spec/landscape/actions/tags.yaml',
    )
  })

  it('merges the parts of a resource in one type', () => {
    const files = generateFrom({
      'landscape/actions/api.yaml': api('actions', 'part: Action\n'),
      'landscape/actions/tags.yaml': list('tags', 'Tag').replace('  list:', '  find:'),
      'landscape/rest/api.yaml': api('rest', 'part: Rest\n'),
      'landscape/rest/tags.yaml': list('tags', 'RestTag'),
      'landscape/rest/labels.yaml': list('labels', 'Label'),
    })
    const resources = files.get('src/landscape/generated/resources.ts')
    expect(resources).toContain('export type LandscapeTags = LandscapeActionTags & LandscapeRestTags\n')
    expect(resources).toContain('  readonly labels: LandscapeLabels\n')
    expect(files.get('src/landscape/generated/rest/labels.ts')).toContain(
      'export interface LandscapeLabels {',
    )
    expect(files.get('src/landscape/generated/types.ts')).toContain(
      "export type { LandscapeResources, LandscapeTags } from './resources.js'",
    )
  })

  it('keeps the same method of two namespaces apart', () => {
    const files = generateFrom({
      'maas/api2/api.yaml': api('api2'),
      'maas/api2/tags.yaml': list('tags', 'Tag'),
      'maas/api3/api.yaml': api('api3', 'namespace: v3\n'),
      'maas/api3/tags.yaml': list('tags', 'V3Tag'),
    })
    expect(files.get('src/maas/generated/resources.ts')).toContain("'v3.tags': [['api3', api3Tags]]")
  })

  it('has no resource with the name of a namespace', () => {
    expect(() =>
      generateFrom({
        'landscape/rest/api.yaml': api('rest'),
        'landscape/rest/v2.yaml': list('v2', 'V2'),
        'landscape/rest/v2-tags.yaml': list('v2.tags', 'Tag'),
      }),
    ).toThrow(
      'spec/landscape/rest/v2-tags.yaml:1: v2 must not be both a resource and a namespace of resources',
    )
  })
})

describe('a type that two facades use', () => {
  const facade = (name: string, type: string): string =>
    `facade: ${name}\nversions: [1, 2]\noperations:\n  call:\n    doc: Calls.\n    source: a test\n    reply: ${type}\n`
  const types = (bound: string): string =>
    `types:\n  Holder:\n    fields:\n      thing: Thing\n  Thing:\n    fields:\n      name: { type: string, ${bound} }\n`

  it('has no versions, which are those of one facade', () => {
    expect(() =>
      generateFrom({
        'juju/facades/api.yaml': api('facades'),
        'juju/facades/common.yaml': types("versions: '2'"),
        'juju/facades/one.yaml': facade('One', 'Holder'),
        'juju/facades/two.yaml': facade('Two', 'Thing'),
      }),
    ).toThrow(
      'spec/juju/facades/common.yaml:7: Thing is used by One, Two, and versions are those of one facade; use since and until',
    )
  })

  it('may have releases', () => {
    const files = generateFrom({
      'juju/facades/api.yaml': api('facades'),
      'juju/facades/common.yaml': types("since: '4.0'"),
      'juju/facades/one.yaml': facade('One', 'Holder'),
      'juju/facades/two.yaml': facade('Two', 'Thing'),
    })
    expect(files.get('src/juju/generated/facades/common.ts')).toContain(
      '  /** Juju 4.0 and later. */\n  name?: string\n',
    )
  })
})
