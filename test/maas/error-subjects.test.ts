import { describe, expect, it } from 'vitest'
import type { ResponseError } from '../../src/core/errors.js'
import type { HttpCall } from '../../src/core/http/call.js'
import { Redactor } from '../../src/core/redact.js'
import { classify } from '../../src/maas/errors.js'
import type { MaasClient } from '../../src/maas/index.js'
import { firstLine, refusal } from './support.js'

describe('hints name what the request is about', () => {
  it.each<[number, string, string, string]>([
    [
      404,
      '',
      'nodes/abc/blockdevices/5/partition/9',
      'The partition does not exist, or this API key cannot see it',
    ],
    [404, 'Not Found', 'vm-hosts/9/', 'The VM host does not exist'],
    [404, 'No Domain matches the given query.', 'dnsresources/?domain=x', 'The domain does not exist'],
    [403, '', 'tags/fast/', 'Only an admin, or the owner of the tag, may do this'],
    [403, '', 'nodes/abc/interfaces/4/', 'a locked machine refuses every change'],
    [403, 'User does not have permission to edit zones', 'zones/a/', 'Use the API key of an admin'],
    [409, 'Conflict.', 'subnets/4/', 'Read the subnet: its state does not allow this'],
    [
      409,
      'Cannot create RAID because the machine is not Ready.',
      'nodes/a/raids/',
      'Read the machine: its status',
    ],
    [410, 'Gone', 'discovery/', 'The discovery is not there any more'],
    [
      500,
      'BootResource matching query does not exist.',
      'boot-resources/5/',
      'The boot resource does not exist',
    ],
    [
      500,
      'Notification is not dismissable',
      'notifications/5/',
      'read the notification before you try again',
    ],
    [503, 'busy', 'discovery/', 'A rack controller or another service of MAAS is not available'],
    [504, '<html><title>504</title></html>', 'domains/', 'read the domain before you try again'],
    [
      400,
      'Unrecognised signature: method=POST op=comission',
      'machines/abc123/',
      'this path; did you mean commission?',
    ],
    [404, 'Unknown API endpoint: /MAAS/api/2.0/zone/.', 'zone/', 'Check the path'],
    [
      400,
      '{"dhcp_on": ["dhcp can only be turned on when a dynamic IP range is defined."]}',
      'fabrics/0/vlans/0/',
      'Create an IP range of type dynamic',
    ],
    [400, '{}', 'zones/', 'MAAS read no field of the request'],
    [
      400,
      'Unrecognised signature: method=POST op=nosuch',
      'users/',
      'This release does not have this operation',
    ],
  ])('%i %s, %s', async (status, body, path, hint) => {
    const { error } = await refusal({ status, body }, (maas) =>
      maas.request('POST', path, {}, { retries: 0 }),
    )
    expect(firstLine(error)).toContain(hint)
    if (body !== '' && !body.startsWith('{') && !body.startsWith('<'))
      expect(firstLine(error)).toContain(body.replace(/\.$/, ''))
  })
})

describe('a change whose outcome is unknown', () => {
  it.each([
    [(maas: MaasClient) => maas.tags.create({ name: 'a' }), 'look whether the tag exists before'],
    [(maas: MaasClient) => maas.machines.allocate({ mem: 1 }), 'look at machines.listAllocated before'],
    [(maas: MaasClient) => maas.tags.update('a', { comment: 'b' }), 'read the tag before'],
  ])('%s', async (act, hint) => {
    for (const status of [500, 504])
      expect(
        (await refusal({ status, body: 'x' }, (maas) => act(maas.with({ retries: 0 })))).error.hint,
      ).toContain(hint)
  })
})

it('a path that every release has, and this URL does not: the url is wrong', async () => {
  const { error } = await refusal({ status: 404, body: 'Unknown API endpoint: /x/.' }, (maas) =>
    maas.version(),
  )
  expect(error.hint).toContain('Check the url option')
})

describe('what a release does not have', () => {
  it('is named with the releases that have it: a parameter', async () => {
    const { error } = await refusal(
      { status: 400, body: '{"deployment_target": ["No such constraint."]}' },
      (maas) => maas.machines.list({ deployment_target: 'memory' }),
    )
    expect(error).toMatchObject({ code: 'ERR_BAD_REQUEST', reason: 'not-supported' })
    expect(firstLine(error)).toBe(
      'MAAS machines.list failed (400): deployment_target: No such constraint. The parameter deployment_target needs MAAS 3.5 or later',
    )
  })

  it.each<[{ since?: string; until?: string }, number, string, string]>([
    [
      { since: '3.6' },
      404,
      'Unknown API endpoint: /MAAS/api/2.0/reservedips/.',
      'reservedIps.list needs MAAS 3.6 or later',
    ],
    [
      { since: '3.5', until: '3.5' },
      400,
      'Unrecognised signature: method=GET op=x',
      'Only MAAS 3.5 has reservedIps.list',
    ],
    [
      { until: '3.8' },
      410,
      'VM host (KVM) support has been removed from MAAS.',
      'reservedIps.list exists up to MAAS 3.8',
    ],
    [{ since: '3.6' }, 405, '', 'reservedIps.list needs MAAS 3.6 or later'],
  ])('is named with the releases that have it: an operation of %o, %i %s', (releases, status, text, hint) => {
    const redactor = new Redactor()
    const call: HttpCall = {
      operation: 'reservedIps.list',
      method: 'GET',
      target: 'http://x/MAAS/api/2.0/reservedips/',
      idempotent: true,
      expects: 'json',
      facts: () => releases,
      prepare: () => ({ url: '', headers: {} }),
    }
    const details = {
      system: 'maas',
      operation: call.operation,
      status,
      body: text,
      requestId: '',
      attempts: 1,
      retryAfterMs: undefined,
      isRetryable: false,
      mayHaveHappened: false,
      facts: {},
      redactor,
    } as const
    const error = classify({ call, status, headers: {}, text, details })
    expect(firstLine(error)).toContain(hint)
    expect(error.reason).toBe('not-supported')
  })

  it('is named for a request by its path too', async () => {
    const { error } = await refusal(
      { status: 404, body: 'Unknown API endpoint: /MAAS/api/2.0/reservedips/4/.' },
      (maas) => maas.request('GET', 'reservedips/4/'),
    )
    expect(firstLine(error)).toContain('GET reservedips/4/ needs MAAS 3.6 or later')
    expect(error.reason).toBe('not-supported')
  })

  it('an operation that MAAS does not know, and an API that is gone', async () => {
    for (const [status, body] of [
      [400, 'Unrecognised signature: method=POST op=nosuch'],
      [410, 'VM host (KVM) support has been removed from MAAS.'],
    ] as const) {
      const { error } = await refusal({ status, body }, (maas) => maas.request('POST', 'vm-hosts/'))
      expect(error.reason).toBe('not-supported')
    }
  })

  it('is not what lacks credentials, does not exist, or is gone', async () => {
    for (const [status, body] of [
      [400, 'Unrecognised signature: method=GET op=None'],
      [404, 'Unknown API endpoint: /MAAS/api/2.0/users.'],
      [410, 'Gone'],
    ] as const) {
      const { error } = await refusal({ status, body }, (maas) => maas.request('GET', 'users/'))
      expect(error.reason).toBe(status === 400 ? 'bad-request' : 'not-found')
    }
  })
})

describe('error bodies in all their shapes', () => {
  it.each<[string, string, Record<string, string[]> | undefined]>([
    ['{"name": "Taken."}', 'name: Taken.', { name: ['Taken.'] }],
    ['{"name": {"first": ["Bad."]}}', 'name: {"first":["Bad."]}', { name: ['{"first":["Bad."]}'] }],
    ['{"name": null, "size": 4}', 'name: null; size: 4', { name: ['null'], size: ['4'] }],
    ['{"__all__": ["One.", "Two."]}', 'One. Two.', { __all__: ['One.', 'Two.'] }],
    ['[{"a": 1}, "text"]', '{"a":1} text', undefined],
    ['"only text"', 'only text', undefined],
    ['null', 'null', undefined],
    ['17', '17', undefined],
    ['{"cut": ["o', '{"cut": ["o', undefined],
  ])('%s', async (body, problem, fieldErrors) => {
    const { error } = await refusal({ status: 400, body }, (maas) => maas.request('POST', 'zones/'))
    expect(firstLine(error)).toContain(`failed (400): ${problem}`)
    expect((error as ResponseError).fieldErrors).toEqual(fieldErrors)
  })
})
