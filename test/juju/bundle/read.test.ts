import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '../../../src/core/errors.js'
import { readBundle, type ReadBundleOptions } from '../../../src/juju/bundle/read.js'

const read = (text: string, options?: ReadBundleOptions) => readBundle(text, options)

async function refusal(text: string, options?: ReadBundleOptions): Promise<ConfigurationError> {
  const error = await read(text, options).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(ConfigurationError)
  return error as ConfigurationError
}

const firstLine = (error: Error) => error.message.split('\n')[0]

describe('readBundle', () => {
  it('decodes all fields and applies the defaults', async () => {
    const bundle = await read(`
name: cloud
default-base: ubuntu@22.04/stable
machines: { 0: { constraints: mem=4G, annotations: { rack: 7 } } }
applications:
  web:
    charm: ch:nginx
    channel: 8.0
    num_units: 2
    to: [0, lxd:0]
    options: { debug: yes, level: 0.5, name: "7", nothing: ~ }
    bindings: { '': alpha }
    resources: { site: registry/site:1, image: 3 }
    trust: true
`)
    expect(bundle).toMatchObject({
      name: 'cloud',
      defaultBase: 'ubuntu@22.04/stable',
      relations: [],
      warnings: [],
    })
    expect(bundle.machines).toEqual({ 0: { constraints: 'mem=4G', annotations: { rack: '7' } } })
    expect(bundle.applications.web).toEqual({
      charm: 'ch:nginx',
      channel: '8.0',
      numUnits: 2,
      to: ['0', 'lxd:0'],
      options: { debug: true, level: 0.5, name: '7', nothing: null },
      bindings: { '': 'alpha' },
      resources: { site: 'registry/site:1', image: 3 },
      trust: true,
      expose: false,
      exposedEndpoints: {},
      annotations: {},
      constraints: '',
      storage: {},
      devices: {},
      offers: {},
    })
  })

  it('resolves anchors, aliases and merge keys, also in every application', async () => {
    const many = Array.from(
      { length: 150 },
      (_, index) => `  app-x${index}x: { <<: *common, options: { source: *source } }`,
    )
    const bundle = await read(`
variables: { source: &source cloud:focal-yoga, common: &common { charm: ubuntu } }
applications:
${many.join('\n')}
`)
    const said = Object.values(bundle.applications).map(({ charm, options }) => `${charm} ${options.source}`)
    expect(said).toEqual(Array(150).fill('ubuntu cloud:focal-yoga'))
  })

  it('accepts names of built-in object properties', async () => {
    const bundle = await read(
      'applications: { constructor: { charm: ubuntu, num_units: 1 }, __proto__: { charm: ubuntu } }',
    )
    expect(Object.keys(bundle.applications)).toEqual(['constructor', '__proto__'])
    expect(
      firstLine(await refusal('applications: { a: { charm: ubuntu, num_units: 1, to: [constructor] } }')),
    ).toContain('there is no application constructor in the bundle')
  })

  it('warns of keys that are ignored', async () => {
    const { warnings } = await read(
      'series: jammy\nx-mine: 1\nmachines: { 0: { series: focal } }\napplications: { a: { charm: u, unts: 3, num_units: 1, to: [0] } }',
    )
    expect(warnings).toEqual([
      'series is ignored: Juju 4 reads default-base',
      'applications.a.unts is not a known key and is ignored',
      'machines.0.series is ignored: Juju 4 reads base',
    ])
  })

  it('suggests the key for a misspelled one, also beside mistakes', async () => {
    const text = 'applications: { a: { charm: u, num_unit: 3, chanel: latest/edge } }\nrelation: []\n'
    const warnings = [
      'relation is not a known key and is ignored; did you mean relations?',
      'applications.a.num_unit is not a known key and is ignored; did you mean num_units?',
      'applications.a.chanel is not a known key and is ignored; did you mean channel?',
    ]
    expect((await read(text)).warnings).toEqual(warnings)
    const { facts } = await refusal(`${text}relations: [[a, b]]\n`)
    expect(facts).toMatchObject({
      'warning 1': warnings[0],
      'warning 2': warnings[1],
      'warning 3': warnings[2],
    })
  })
})

describe('mistakes', () => {
  it('are all reported at once, the first with its path and a hint in the first line', async () => {
    const error = await refusal(
      `
applications:
  glance: { charm: glance, num_units: 1, to: [lxd:9] }
  web: { charm: cs:web, num_units: one }
relations: [[glance, cinder]]
`,
      { path: 'cloud/bundle.yaml' },
    )
    expect(firstLine(error)).toBe(
      'applications.web.num_units: is a string, not a whole number (and 3 more, see below)',
    )
    expect(error.facts).toEqual({
      bundle: 'cloud/bundle.yaml',
      'mistake 2':
        'applications.glance.to[0]: unknown placement "lxd:9": machine 9 is not declared in machines',
      'mistake 3': 'applications.web.charm: "cs:web" is a charm of the old charm store, which is closed',
      'mistake 4': 'relations[0]: "cinder": there is no application cinder in the bundle',
    })
  })

  it.each([
    [
      'applications: { glance: { charm: g, num_units: 1, to: [lxd:9] } }',
      'applications.glance.to[0]: unknown placement "lxd:9": machine 9 is not declared in machines. Add "9": to machines.',
    ],
    [
      'applications: { a: { charm: g, num_units: 1, to: [lxd] } }',
      'applications.a.to[0]: unknown placement "lxd": there is no application lxd in the bundle. Write lxd:new for a container on a new machine.',
    ],
    [
      'applications: { a: { charm: g, num_units: 1, to: "0" } }',
      'applications.a.to: is a string, not a list. Write ["0"].',
    ],
    [
      'applications: { a: { charm: g, num_units: 1, to: [b] }, b: { charm: g, num_units: 1, to: [lxd:a] } }',
      'applications.a.to: placements form a cycle: a -> b -> a. Place one of them on a machine.',
    ],
    [
      'applications: { a: { charm: ubuntu-12 } }',
      'applications.a.charm: "ubuntu-12" has a revision in its name. Write charm: ubuntu, revision: 12 and a channel.',
    ],
    [
      'applications: { a: { charm: ubuntu, revision: 12 } }',
      'applications.a.revision: a revision needs a channel. Add the channel from which the application is refreshed later.',
    ],
    [
      'applications: { a: { charm: ubuntu, scale: 2, num_units: 1 } }',
      'applications.a: has both num_units and scale. Both set the number of units: remove one of them.',
    ],
    [
      'applications: { a: { charm: ubuntu, constraints: mem=lots } }',
      'applications.a.constraints: "mem=lots" needs a number with M, G, T or P. Write them as mem=8G cores=2.',
    ],
    [
      'applications: { a: { charm: ubuntu, constraints: memory=8G } }',
      'applications.a.constraints: "memory" is not a constraint. Write them as mem=8G cores=2.',
    ],
    [
      'applications: { a: { charm: ubuntu, placement: x=y } }',
      'applications.a.placement: is for Kubernetes bundles only. Place units on machines with to.',
    ],
    [
      'bundle: vmware\napplications: { a: { charm: ubuntu } }',
      'bundle: "vmware" is not a kind of bundle. Omit it, or write kubernetes.',
    ],
    [
      'bundle: kubernetes\napplications: { a: { charm: ubuntu, scale: 2, to: [x, y=z] } }',
      'applications.a.to: has 2 entries; an application on Kubernetes has one placement. Join them with commas.',
    ],
    [
      'applications: { a: { charm: ubuntu, storage: { data: "1G,0" } } }',
      'applications.a.storage.data: "1G,0" is not a storage directive: the count 0 is below 1. Write pool, count and size, or some of them, such as ebs,10G,2.',
    ],
    [
      'applications: { a: { charm: ubuntu } }\nsaas: { a: { url: m.o } }',
      'saas.a: an application has the same name. Rename one of them.',
    ],
    [
      'applications: { a: { charm: ubuntu }, b: { charm: ubuntu } }\nrelations: [[a:x, b], [b, a:x]]',
      'relations[1]: b - a:x is listed twice. Remove one.',
    ],
    ['- a', 'the bundle is not a mapping. A bundle is YAML with a mapping called applications.'],
    [
      'a: [',
      'the bundle is not readable YAML: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 5. Correct the file there.',
    ],
    [
      'a: 1\na: 2',
      'the bundle is not readable YAML: the key "a" is given twice at line 2, column 1. Correct the file there.',
    ],
    [
      'applications: *nowhere',
      'the bundle is not readable YAML: this alias has no anchor before it at line 1, column 15. Correct the file there.',
    ],
  ])('%s', async (text, line) => {
    const error = await refusal(text)
    expect(firstLine(error)?.replace(/ \(and \d+ more, see below\)/, '')).toBe(line)
  })
})

describe('overlays', () => {
  const base = `
default-base: ubuntu@20.04/stable
machines: { 0: {}, 1: {} }
saas: { far: { url: admin/prod.far } }
applications:
  a: { charm: ubuntu, num_units: 2, to: [0, 1], options: { x: 1, y: 2 }, annotations: { k: v }, constraints: mem=1G }
  b: { charm: ubuntu }
  c: { charm: ubuntu }
relations: [[a:x, b:x], [a, c], [a, far]]
`

  it('merge applications field by field and mappings key by key', async () => {
    const { applications } = await read(base, {
      overlays: [
        {
          text: 'applications: { a: { options: { x: ~, z: 3 }, annotations: { k: ~ }, constraints: mem=2G, channel: edge } }',
        },
      ],
    })
    expect(applications.a).toMatchObject({
      charm: 'ubuntu',
      channel: 'edge',
      options: { y: 2, z: 3 },
      annotations: { k: '' },
      constraints: 'mem=2G',
      to: ['0', '1'],
    })
    expect(applications.a?.options).not.toHaveProperty('x')
  })

  it('remove applications and remote applications with their relations, but keep the relations they add', async () => {
    const bundle = await read(base, {
      overlays: [
        { text: 'saas: { far: }\napplications: { b: , d: { charm: ubuntu } }\nrelations: [[a:y, d]]' },
      ],
    })
    expect(Object.keys(bundle.applications)).toEqual(['a', 'c', 'd'])
    expect(bundle.saas).toEqual({})
    expect(bundle.relations).toEqual([
      ['a', 'c'],
      ['a:y', 'd'],
    ])
  })

  it('replace machines, the default base and lists, and empty a mapping with null', async () => {
    const bundle = await read(base, {
      overlays: [
        {
          text: 'default-base: ubuntu@24.04/stable\nmachines: { 5: { constraints: mem=9G } }\napplications: { a: { scale: 1, to: [5], options: } }',
        },
      ],
    })
    expect(bundle.defaultBase).toBe('ubuntu@24.04/stable')
    expect(Object.keys(bundle.machines)).toEqual(['5'])
    expect(bundle.applications.a).toMatchObject({ numUnits: 1, to: ['5'], options: {} })
  })

  it('may be later documents of the file, with offers and exposed endpoints', async () => {
    const { applications } = await read(`
applications: { a: { charm: ubuntu } }
--- # overlay
applications:
  a:
    exposed-endpoints: { '': { expose-to-cidrs: [10.0.0.0/8] }, api: { expose-to-spaces: [public] } }
    offers: { ours: { endpoints: [db], acl: { bob: consume } } }
---
`)
    expect(applications.a).toMatchObject({
      exposedEndpoints: { '': { spaces: [], cidrs: ['10.0.0.0/8'] }, api: { spaces: ['public'], cidrs: [] } },
      offers: { ours: { endpoints: ['db'], acl: { bob: 'consume' } } },
    })
    expect(
      firstLine(
        await refusal('applications: { a: { charm: ubuntu, offers: { ours: { endpoints: [db] } } } }'),
      ),
    ).toBe(
      'applications.a.offers: is allowed in an overlay only. Move it to a second document of the file, after a line with ---.',
    )
  })

  it('are named in mistakes and warnings that come with them, whichever file and document', async () => {
    const overlays = [
      { text: 'applications: { a: { constraints: mem=lots } }', path: 'one.yaml' },
      { text: 'applications: { a: { constraints: mem=much, too: 1 }, d: { num_units: x } }' },
      {
        text: 'applications: { a: { constraints: mem=lots } }\n---\ndefault-base: focal',
        path: 'three.yaml',
      },
    ]
    const wrongType = await refusal(base, { overlays })
    expect(firstLine(wrongType)).toContain(
      'overlay 2: applications.d.num_units: is a string, not a whole number',
    )
    expect(wrongType.facts).toMatchObject({
      'warning 1': 'overlay 2: applications.a.too is not a known key and is ignored',
    })
    const error = await refusal(base, { overlays: overlays.filter((_, index) => index !== 1) })
    expect(firstLine(error)).toContain('three.yaml, document 2: default-base: "focal" is not a base')
    expect(error.facts).toMatchObject({
      'mistake 2': 'one.yaml: applications.a.constraints: "mem=lots" needs a number with M, G, T or P',
    })
    const yaml = await refusal(base, { overlays: [{ text: 'a: [', path: 'cut.yaml' }] })
    expect(firstLine(yaml)).toContain('cut.yaml is not readable YAML: ')
  })

  it('do not mend what is wrong in the bundle alone', async () => {
    const machines = 'machines: { 0: {} }\napplications: { a: { charm: ubuntu, num_units: 1 } }'
    expect(
      firstLine(await refusal(machines, { overlays: [{ text: 'applications: { a: { to: [0] } }' }] })),
    ).toBe('machines.0: no unit is placed on it. Remove it, or place a unit on it with to.')
    const related = 'applications: { a: { charm: ubuntu } }\nrelations: [[a:x, b:x]]'
    expect(
      firstLine(await refusal(related, { overlays: [{ text: 'applications: { b: { charm: ubuntu } }' }] })),
    ).toContain('there is no application b in the bundle')
    const image = 'applications: { a: { charm: ubuntu, constraints: image-id=x } }'
    expect(firstLine(await refusal(image))).toContain('image-id: is allowed in an overlay only')
    const overlays = [{ text: 'applications: { a: { constraints: image-id=x } }' }]
    expect((await read(related.split('\n')[0] ?? '', { overlays })).applications.a?.constraints).toBe(
      'image-id=x',
    )
  })

  it('take away the exposure of an endpoint that they leave empty', async () => {
    const exposed = `
applications: { a: { charm: ubuntu } }
---
applications: { a: { exposed-endpoints: { www: { expose-to-spaces: [public] }, api: { expose-to-cidrs: [10.0.0.0/8] } } } }
`
    const overlays = [{ text: 'applications: { a: { exposed-endpoints: { www: {} } } }' }]
    const { applications } = await read(exposed, { overlays })
    expect(applications.a?.exposedEndpoints).toEqual({ api: { spaces: [], cidrs: ['10.0.0.0/8'] } })
  })

  it('are checked together with the bundle', async () => {
    const error = await refusal(base, { overlays: [{ text: 'machines: { 0: {} }' }] })
    expect(firstLine(error)).toBe(
      'overlay 1: applications.a.to[1]: unknown placement "1": machine 1 is not declared in machines. Add "1": to machines.',
    )
    const old = await refusal(base, { overlays: [{ text: 'services: { a: {} }', path: 'old.yaml' }] })
    expect(firstLine(old)).toBe(
      'old.yaml: services: is the old name of applications. Rename the key to applications.',
    )
  })
})

describe('includes', () => {
  const files: Record<string, string> = { '/cloud/key.pem': 'KEY', '/cloud/over/note.txt': 'nöte' }
  const readInMemory = (path: string) =>
    path in files
      ? Promise.resolve(Buffer.from(files[path] ?? ''))
      : Promise.reject(new Error(`no such file ${path}`))
  const bundle =
    'machines: { 0: { annotations: { n: include-base64://key.pem } } }\napplications: { a: { charm: ./a.charm, num_units: 1, to: [0], options: { k: include-file://key.pem } } }'

  it('are read relative to the file that includes them', async () => {
    const read = await readBundle(bundle, {
      path: '/cloud/bundle.yaml',
      readFile: readInMemory,
      overlays: [
        {
          path: '/cloud/over/lay.yaml',
          text: 'applications: { a: { annotations: { note: include-file://note.txt } } }',
        },
      ],
    })
    expect(read.applications.a).toMatchObject({
      charm: '/cloud/a.charm',
      options: { k: 'KEY' },
      annotations: { note: 'nöte' },
    })
    expect(read.machines['0']?.annotations).toEqual({ n: Buffer.from('KEY').toString('base64') })
  })

  it('are not needed for resources: a path starts with a dot or exists', async () => {
    const text =
      'applications: { a: { charm: ubuntu, resources: { one: ./one.zip, two: two.zip, image: registry/two.zip } } }'
    const { applications } = await readBundle(text, {
      path: '/cloud/bundle.yaml',
      fileExists: (path) => Promise.resolve(path === '/cloud/two.zip'),
    })
    expect(applications.a?.resources).toEqual({
      one: '/cloud/one.zip',
      two: '/cloud/two.zip',
      image: 'registry/two.zip',
    })
  })

  it('are a mistake when the file, the charm or readFile is missing', async () => {
    const missing = await refusal(bundle, {
      path: '/elsewhere/bundle.yaml',
      readFile: readInMemory,
      fileExists: () => Promise.resolve(false),
    })
    expect(firstLine(missing)).toBe(
      'applications.a.options.k: includes /elsewhere/key.pem, which could not be read: no such file /elsewhere/key.pem (and 2 more, see below). Create the file or correct the path; it is relative to the bundle.',
    )
    expect(missing.facts['mistake 3']).toBe('applications.a.charm: there is no charm at /elsewhere/a.charm')
    expect(firstLine(await refusal(bundle, { path: '/cloud/bundle.yaml' }))).toContain(
      'Pass the bundle as { text, path, readFile }, with readFile from node:fs/promises.',
    )
  })

  it('stay in the folder of the file that has them, also through links', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bundle-'))
    try {
      const inside = join(folder, 'cloud')
      await mkdir(join(inside, 'over'), { recursive: true })
      await writeFile(join(folder, 'secret'), 'SECRET')
      await writeFile(join(inside, 'key'), 'KEY')
      await symlink(join(folder, 'secret'), join(inside, 'link'))
      await symlink(inside, join(folder, 'alias'))
      const path = join(folder, 'alias', 'bundle.yaml')
      const including = (file: string) =>
        `applications: { a: { charm: ubuntu, options: { k: include-file://${file} }, annotations: { n: include-base64://${file} } } }`
      const { applications } = await readBundle(including('./key'), { path, readFile })
      expect(applications.a?.options).toEqual({ k: 'KEY' })
      for (const file of ['../secret', join(folder, 'secret'), 'link', 'over/../../secret']) {
        const error = await refusal(including(file), { path, readFile })
        expect(firstLine(error)).toContain('which is outside the folder of')
        expect(error.facts['mistake 2']).toContain('which is outside the folder of')
        const allowed = await readBundle(including(file), { path, readFile, outsideFiles: true })
        expect(allowed.applications.a?.options).toEqual({ k: 'SECRET' })
      }
      const overlay = {
        path: join(inside, 'over', 'lay.yaml'),
        text: 'applications: { a: { options: { k: include-file://../key } } }',
      }
      const error = await refusal('applications: { a: { charm: ubuntu } }', {
        path,
        readFile,
        overlays: [overlay],
      })
      expect(firstLine(error)).toContain(`${overlay.path}: applications.a.options.k: includes`)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('of bytes that are not text are refused, unless as base64', async () => {
    const bytes = Buffer.from([0xff, 0x00, 0xfe])
    const files = { path: '/nowhere/bundle.yaml', readFile: () => Promise.resolve(bytes) }
    expect(
      firstLine(await refusal('applications: { a: { charm: u, options: { k: include-file://b } } }', files)),
    ).toBe(
      'applications.a.options.k: includes /nowhere/b, which is not UTF-8 text. Write include-base64:// instead.',
    )
    const { applications } = await readBundle(
      'applications: { a: { charm: u, options: { k: include-base64://b } } }',
      files,
    )
    expect(applications.a?.options).toEqual({ k: bytes.toString('base64') })
  })
})
