import { describe, expect, it } from 'vitest'
import { PRODUCTS } from '../../scripts/generate/generate.js'
import { createLandscapeClient } from '../../src/landscape/index.js'
import { resources as landscapeResources } from '../../src/landscape/generated/resources.js'
import { createMaasClient } from '../../src/maas/index.js'
import { resources as maasResources } from '../../src/maas/generated/resources.js'
import { generateFrom } from './generate-from.js'

const API = 'api: api2\ntitle: An API\npages:\n  default: { style: none }\n'
const TYPES = 'types:\n  Thing:\n    fields:\n      id: int\n'
const OPERATION = '    request: GET things\n    doc: Does.\n    source: a test\n'
const RESOURCE = `resource: things\n${TYPES}operations:\n  list:\n${OPERATION}    list: Thing\n`

/** What the generator says of a resource of MAAS, with a part of its text replaced. */
const mistakeIn = (from: string, to: string): string =>
  messageOf({ 'maas/api2/api.yaml': API, 'maas/api2/things.yaml': replaced(RESOURCE, from, to) })

const FACADE_TYPES =
  'types:\n  Call:\n    fields:\n      items: Item[]\n      names: string[]\n  Item:\n    fields:\n      tag: string\n' +
  '  Results:\n    fields:\n      results: Item[]\n'
const FACADE = `facade: Thing\nversions: [3, 4]\n${FACADE_TYPES}operations:\n  go:\n    doc: Goes.\n    source: a test\n    params: Call\n    reply: Results\n    each: items.tag\n`

/** The same for a facade of Juju. */
const facadeMistake = (from: string, to: string): string =>
  messageOf({
    'juju/facades/api.yaml': API.replace('api2', 'facades'),
    'juju/facades/thing.yaml': replaced(FACADE, from, to),
  })

function messageOf(files: Record<string, string>): string {
  try {
    generateFrom(files)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

/** Every occurrence, since a type is renamed where it is used too. */
function replaced(text: string, from: string, to: string): string {
  expect(text).toContain(from)
  return text.replaceAll(from, to)
}

it('accepts what makes sense', () => {
  expect(mistakeIn('list', 'list')).toBe('')
  expect(facadeMistake('items.tag', 'items.tag')).toBe('')
  expect(facadeMistake('items.tag', 'names')).toBe('')
})

describe('a type', () => {
  it.each(
    'List Pending FormFile RequestOptions Operations RestOperation Shapes Promise Record Date Array'.split(
      ' ',
    ),
  )('is not called %s, as generated code needs that name', (name) => {
    expect(mistakeIn('Thing', name)).toBe(
      `spec/maas/api2/things.yaml:3: ${name} is the name of a type that generated code has already`,
    )
  })

  it.each([
    ['MaasThings', 'things'],
    ['MaasClient', 'the client of MAAS'],
    ['MaasResources', 'the client of MAAS'],
  ])('is not called %s, as a generated interface', (name, owner) => {
    expect(mistakeIn('Thing', name)).toBe(
      `spec/maas/api2/things.yaml:3: ${name} is the name of the interface generated for ${owner}`,
    )
  })

  it.each(['ThingFacade', 'ThingCalls'])('is not called %s, as that of a facade', (name) => {
    expect(facadeMistake('Results', name)).toMatch(
      `spec/juju/facades/thing.yaml:11: ${name} is the name of the interface generated for Thing`,
    )
  })

  it('is not called like the parameters of an operation', () => {
    const text = `    request: GET things\n    doc: Does.\n    source: a test\n    params:\n      id: int\n    list: ThingListFilters\n`
    expect(mistakeIn(`${OPERATION}    list: Thing\n`, text).replace(/:\d+:/, ':')).toBe(
      'spec/maas/api2/things.yaml: nothing uses Thing',
    )
    expect(
      messageOf({
        'maas/api2/api.yaml': API,
        'maas/api2/things.yaml': replaced(
          replaced(RESOURCE, 'Thing', 'ThingListFilters'),
          '    list:',
          '    params:\n      id: int\n    list:',
        ),
      }),
    ).toBe(
      'spec/maas/api2/things.yaml:7: the type ThingListFilters is also described in spec/maas/api2/things.yaml',
    )
  })

  it('has a use', () => {
    expect(mistakeIn('operations:', '  Other:\n    fields:\n      id: int\noperations:')).toBe(
      'spec/maas/api2/things.yaml:6: nothing uses Other',
    )
    expect(mistakeIn('operations:', 'parameters:\n  more:\n    id: int\noperations:')).toBe(
      'spec/maas/api2/things.yaml:7: nothing uses More',
    )
  })

  it('needs no use in an API whose types others use', () => {
    const files = generateFrom({
      'maas/api2/api.yaml': `${API}uses: [entities]\n`,
      'maas/api2/things.yaml': RESOURCE,
      'maas/entities/api.yaml': 'api: entities\ntitle: Entities\n',
      'maas/entities/others.yaml': 'types:\n  Other:\n    fields:\n      id: int\n',
    })
    expect(files.get('src/maas/generated/entities/others.ts')).toContain('export interface Other')
  })
})

describe('a resource', () => {
  it.each('version with on close request'.split(' '))(
    'is not called %s, as a member of the client',
    (name) => {
      expect(mistakeIn('resource: things', `resource: ${name}`)).toBe(
        `spec/maas/api2/things.yaml:1: the client of MAAS has a member ${name}, so no resource can be called that`,
      )
    },
  )

  it.each([
    ['maas', createMaasClient({ url: 'http://127.0.0.1:1/MAAS', apiKey: 'a:b:c' }), maasResources],
    [
      'landscape',
      createLandscapeClient({ uri: 'http://127.0.0.1:1/api/', token: 'token' }),
      landscapeResources,
    ],
  ])('of %s cannot be called like any member that the client has', (system, client, resources) => {
    const own = [Object.getPrototypeOf(client) as object, client].flatMap((part) =>
      Object.getOwnPropertyNames(part),
    )
    const paths = Object.keys(resources).map((path) => path.split('.')[0] ?? '')
    const members = own.filter((name) => name !== 'constructor' && !paths.includes(name))
    expect([...new Set(members)].toSorted()).toEqual(
      PRODUCTS.find((product) => product.system === system)?.members?.toSorted(),
    )
  })

  it('may be called so where the client alone uses it', () => {
    expect(mistakeIn('resource: things', 'resource: version\ninternal: true')).toBe('')
  })

  it.each(['then', 'constructor', 'v2.then'])('is not called %s, as objects have that member', (name) => {
    expect(mistakeIn('resource: things', `resource: ${name}`)).toMatch(/:1: \w+ cannot be a resource$/)
  })

  it('is not called like a word of JavaScript', () => {
    expect(mistakeIn('resource: things', 'resource: new')).toMatch(/:1: new is a word of JavaScript$/)
  })

  it('has no method that would make it a promise', () => {
    expect(mistakeIn('  list:\n', '  then:\n')).toMatch(/:7: then cannot be a method$/)
  })

  it('is not called like the client of its product', () => {
    expect(mistakeIn('resource: things', 'resource: client')).toBe(
      'spec/maas/api2/things.yaml:1: the interface of client is called MaasClient, as that of the client of MAAS',
    )
  })

  it('is described in one file of an API', () => {
    expect(
      messageOf({
        'maas/api2/api.yaml': API,
        'maas/api2/more.yaml': `resource: things\noperations:\n  get:\n${OPERATION}    reply: Thing\n`,
        'maas/api2/things.yaml': RESOURCE,
      }),
    ).toBe(
      'spec/maas/api2/things.yaml:1: the interface MaasThings is generated from spec/maas/api2/more.yaml too',
    )
  })

  it('with handwritten methods has a base that is not exported', () => {
    const files = generateFrom({
      'maas/api2/api.yaml': API,
      'maas/api2/things.yaml': RESOURCE.replace('resource: things\n', 'resource: things\nextended: true\n'),
    })
    expect(files.get('src/maas/generated/api2/things.ts')).toContain('interface GeneratedMaasThings {')
    expect(files.get('src/maas/generated/types.ts')).not.toContain('MaasThings')
    expect(files.get('src/maas/generated/resources.ts')).not.toContain('readonly things')
    expect(files.get('src/maas/generated/resources.ts')).toContain("'things': [['api2', api2Things]]")
  })
})

it('the types of a client are named, so that its table of resources is not among them', () => {
  const types = generateFrom({ 'maas/api2/api.yaml': API, 'maas/api2/things.yaml': RESOURCE }).get(
    'src/maas/generated/types.ts',
  )
  expect(types).toContain("export type { MaasResources } from './resources.js'")
  expect(types).not.toContain('*')
})

describe('the request of an operation', () => {
  it.each(['things/{id', 'things/id}', 'things/{}', 'things/{{id}}', 'things/{i-d}'])(
    'has no odd braces: %s',
    (path) => {
      expect(mistakeIn('GET things', `GET ${path}`)).toBe(
        `spec/maas/api2/things.yaml:8: GET ${path} has a brace that belongs to no {name}`,
      )
    },
  )

  it.each(['{id}/{id}', '{options}', '{new}'])('has placeholders that can be arguments: %s', (path) => {
    expect(mistakeIn('GET things', `GET things/${path}`)).toMatch(/:8: \{\w+\} cannot name an argument here/)
  })

  it('has the placeholders whose types are given', () => {
    expect(mistakeIn('    list: Thing', '    list: Thing\n    path: { nosuch: int }')).toBe(
      'spec/maas/api2/things.yaml:12: the request has no {nosuch}',
    )
  })
})

describe('the parameters of an operation', () => {
  it('name nothing by an empty list where it does not list', () => {
    const params = '    params:\n      ids: { type: "int[]", empty: nothing }\n'
    expect(mistakeIn('    list: Thing\n', `${params}    list: Thing\n`)).toBe('')
    expect(mistakeIn('    list: Thing\n', `${params}    reply: Thing\n`)).toBe(
      'spec/maas/api2/things.yaml:12: ids has empty: nothing, and list does not list',
    )
  })

  it.each([
    ['nosuch.tag', 'Call has no field nosuch'],
    ['items.nosuch', 'Item has no field nosuch'],
    ['names.tag', 'a value has no field tag'],
  ])('have each step of each: %s', (each, problem) => {
    expect(facadeMistake('items.tag', each)).toBe(
      `spec/juju/facades/thing.yaml:20: each: ${each}: ${problem}`,
    )
  })
})

describe('releases and versions', () => {
  it('begin before they end, as numbers', () => {
    expect(mistakeIn('    list: Thing', "    list: Thing\n    since: '3.9'\n    until: '3.10'")).toBe('')
    expect(mistakeIn('    list: Thing', "    list: Thing\n    since: '3.10'\n    until: '3.9'")).toBe(
      'spec/maas/api2/things.yaml:12: since 3.10 is later than until 3.9',
    )
    expect(mistakeIn('id: int', "id: { type: int, since: '3.5', until: '3.4' }")).toBe(
      'spec/maas/api2/things.yaml:5: since 3.5 is later than until 3.4',
    )
  })

  it('leave a version of the facade', () => {
    expect(facadeMistake('    each:', "    versions: '5-'\n    each:")).toBe(
      "spec/juju/facades/thing.yaml:20: versions 5- has none of the facade's versions 3, 4",
    )
    expect(facadeMistake('tag: string', "tag: { type: string, versions: '-2' }")).toBe(
      "spec/juju/facades/thing.yaml:10: versions -2 has none of the facade's versions 3, 4",
    )
  })
})

describe('the values of an enum', () => {
  it.each(['a|b', '', ' ', '...', 'a(b)'])('are words: %j', (value) => {
    const enums = `enums:\n  Kind:\n    open: false\n    values: [good, '${value}']\noperations:`
    expect(mistakeIn('operations:', enums)).toBe(
      `spec/maas/api2/things.yaml:7: ${JSON.stringify(value)} cannot be a value of an enum: it must be a word without | ( )`,
    )
  })

  it.each(['enum(a||b)', 'enum()', 'enum(...)', 'map<enum(a|)[]>'])(
    'are words where they have no name: %s',
    (type) => {
      expect(mistakeIn('id: int', `id: ${type}`)).toBe(
        'spec/maas/api2/things.yaml:5: an enum has an empty word',
      )
    },
  )
})

describe('the files of an API', () => {
  it('have an api.yaml', () => {
    expect(messageOf({ 'maas/api2/things.yaml': RESOURCE })).toBe(
      'spec/maas/api2/api.yaml:1: the file is missing, which names the API of its folder',
    )
  })

  it('use types of APIs that are there', () => {
    expect(
      messageOf({
        'maas/api2/api.yaml': `${API}uses: [entitys]\n`,
        'maas/entities/api.yaml': 'api: entities\ntitle: Entities\n',
      }),
    ).toBe('spec/maas/api2/api.yaml:5: unknown API entitys; did you mean entities?')
  })

  it('are each generated into a file of their own', () => {
    expect(messageOf({ 'maas/api2/api.yaml': API, 'maas/api2/shapes.yaml': RESOURCE })).toMatch(
      /: src\/maas\/generated\/api2\/shapes\.ts is generated from another file too/,
    )
  })
})
