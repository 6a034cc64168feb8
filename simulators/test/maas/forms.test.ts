import { expect, it } from 'vitest'
import { flag, maybe, text, whole } from '../../src/maas/forms/fields.js'
import { Invalid, readForm } from '../../src/maas/forms/form.js'
import { Params } from '../../src/maas/server/params.js'
import { checkForms } from './forms.js'

const required = ['This field is required.']
const long = (limit: number): string => 'a'.repeat(limit + 1)
const tooLong = (limit: number): string[] => [
  `Ensure this value has at most ${limit} characters (it has ${limit + 1}).`,
]

it('a form keeps what is absent, clears what is empty and tells all messages together', () => {
  const fields = {
    name: text({ required: true, max: 3, pattern: /^\w+$/ }),
    comment: text({ fallback: 'none' }),
    size: whole({ min: 2, fallback: 4 }),
    on: flag(true),
    tri: maybe(null),
  }
  expect(readForm(new Params([['name', ' a ']]), fields)).toEqual({
    name: 'a',
    comment: 'none',
    size: 4,
    on: true,
    tri: null,
  })
  const current = { name: 'b', comment: 'c', size: 5, on: true, tri: true }
  const sent = new Params(Object.entries({ comment: '', size: '', on: '0', tri: 'maybe' }))
  expect(readForm(sent, fields, { current })).toEqual({ ...current, comment: '', on: true })
  const wrong = new Params(Object.entries({ name: 'a b!c', size: '1', on: 'FALSE' }))
  const read = (): unknown =>
    readForm(wrong, fields, { refuse: (errors) => new Invalid(JSON.stringify(errors)) })
  expect(read).toThrow(
    JSON.stringify({
      name: ['Ensure this value has at most 3 characters (it has 5).', 'Enter a valid value.'],
      size: ['Ensure this value is greater than or equal to 2.'],
    }),
  )
})

it('tags, zones and pools', async () => {
  await checkForms([
    [
      'POST tags/',
      { name: long(256), definition: '//a[' },
      { name: tooLong(256), definition: ['Invalid xpath expression: Invalid expression'] },
    ],
    ['POST tags/', { name: 't', kernel_opts: 'a b' }],
    ['PUT tags/t/', { name: '' }, { name: required }],
    ['PUT tags/t/', { name: 'a.b' }, { name: ['Enter a valid value.'] }],
    ['POST zones/', { name: '-a' }, { name: ['Enter a valid value.'] }],
    ['POST zones/', { name: 'süd 1' }],
    ['POST zones/', { name: long(256) }, { name: tooLong(256) }],
    ['PUT zones/default/', { name: 'süd 1' }, { name: ['Physical zone with this Name already exists.'] }],
    ['POST resourcepools/', { name: ' ', description: 'd' }, { name: required }],
    ['POST resourcepools/', { name: 'p ' }],
    ['POST resourcepools/', { name: 'p' }, { name: ['Resource pool with this Name already exists.'] }],
  ])
})

it('notifications, DHCP snippets and package repositories', async () => {
  await checkForms(
    [
      ['POST notifications/', { message: 'x', ident: long(40), category: '' }, { ident: tooLong(40) }],
      ['POST notifications/', { message: 'x', context: '[1]' }, { context: ['Context is not a mapping.'] }],
      ['POST notifications/', { message: 'x {' }, { __all__: ['Notification cannot be rendered.'] }],
      ['POST notifications/', { message: '{{x}} {a}', context: '{"a": 1}' }],
      ['POST dhcp-snippets/', { name: long(255), value: 'x' }, { name: tooLong(255) }],
      ['POST dhcp-snippets/', { name: 'a', value: 'x', subnet: 'cidr:10.10.0.0/24' }],
      [
        'POST dhcp-snippets/',
        { name: 'b', value: 'x', subnet: '99' },
        { subnet: ['None found with id=99.'] },
      ],
      ['PUT dhcp-snippets/1/', { node: 'node-1' }],
      ['PUT dhcp-snippets/1/', { global_snippet: 'true' }],
      [
        'POST package-repositories/',
        { name: 'a', url: 'http://nodot/' },
        { url: ['Enter a valid repository URL or PPA location.'] },
      ],
      [
        'POST package-repositories/',
        { name: 'a', url: 'http://archive.example/', arches: 'amd64,vax', disabled_components: 'universe' },
        {
          disabled_components: ["This is a custom repository. Please update 'components' instead."],
          arches: [
            "'vax' is not a valid architecture. Known architectures: amd64, arm64, armhf, i386, ppc64el, s390x",
          ],
        },
      ],
      [
        'PUT package-repositories/1/',
        { components: 'main' },
        { components: ["This is a default Ubuntu repository. Please update 'disabled_components' instead."] },
      ],
      ['PUT package-repositories/1/', { disabled_components: ['universe', 'multiverse'] }],
      ['PUT package-repositories/1/', { disabled_components: '' }],
    ],
    (sim) => ({ id: sim.addMachine({ hostname: 'node-1' }).systemId }),
  )
})
