import { describe, expect, it } from 'vitest'
import { ResponseError } from '../../src/core/errors.js'
import type { MaasClient } from '../../src/maas/index.js'
import { firstLine, refusal } from './support.js'

const deploy = (maas: MaasClient): PromiseLike<unknown> => maas.machines.deploy('abc')
const get = (maas: MaasClient): PromiseLike<unknown> => maas.machines.get('abc')

describe('the bodies of error replies', () => {
  it('field errors by field, form errors under __all__, and all of them on one line', async () => {
    const { error } = await refusal(
      {
        status: 400,
        body: '{"architecture": ["This field is required."], "mac_addresses": ["Bad.", "Worse."]}',
      },
      (maas) => maas.machines.create({}),
    )
    expect(error).toMatchObject({
      code: 'ERR_BAD_REQUEST',
      fieldErrors: { architecture: ['This field is required.'], mac_addresses: ['Bad.', 'Worse.'] },
    })
    expect(firstLine(error)).toContain(
      'MAAS machines.create failed (400): architecture: This field is required.; mac_addresses: Bad. Worse.',
    )
  })

  it('messages about a field with the name of a secret are kept', async () => {
    const { error } = await refusal(
      {
        status: 400,
        body: '{"password": ["This field is required."], "license_key": ["This field is required."]}',
      },
      (maas) => maas.request('POST', 'users/'),
    )
    expect(error).toMatchObject({
      fieldErrors: { password: ['This field is required.'], license_key: ['This field is required.'] },
    })
    expect(firstLine(error)).toContain('password: This field is required.')
  })

  it('a state that commission and test reject is a 400 under __all__', async () => {
    const { error } = await refusal(
      {
        status: 400,
        body: '{"__all__": ["Commission is not available because of the current state of the node."]}',
      },
      (maas) => maas.machines.commission('abc'),
    )
    expect(firstLine(error)).toContain('failed (400): Commission is not available')
    expect(error.hint).toContain('Read the machine')
  })

  it.each([
    [
      '{"status": ["Select a valid choice. Ready is not one of the available choices."]}',
      400,
      'such as ready or failed_commissioning',
    ],
    [
      '{"power_state": ["Select a valid choice. OFF is not one of the available choices."]}',
      400,
      'Power states are in lower case',
    ],
    ["invalid literal for int() with base 10: 'abc'", 500, 'check the value that the message names'],
    ['Error determining BMC task queue for machine abc123', 500, 'Deploy it again'],
    ['Unable to find specified domain nosuch', 404, 'The object that the message names does not exist'],
    ['No Machine matches the given query.', 404, 'The machine does not exist'],
    [
      "Machine(s) cannot be released in their current state: dsbgyt ('New').",
      409,
      'The machine has no owner',
    ],
    [
      "Machine cannot be released in its current state ('Testing').",
      409,
      'Wait until that has finished, or abort it first',
    ],
  ])('%s has a hint that fits', async (body, status, hint) => {
    const { error } = await refusal({ status, body }, (maas) =>
      maas.request('GET', 'machines/', {}, { retries: 0 }),
    )
    expect(error.hint).toContain(hint)
  })

  it('a deployment that fails once for a machine without a BMC can be sent again, by the caller', async () => {
    const { error, requests } = await refusal(
      { status: 500, body: 'Error determining BMC task queue for machine node-1' },
      deploy,
    )
    expect(error).toMatchObject({ code: 'ERR_SERVER', isRetryable: true })
    // The deployment, and the readings of the machine.
    expect(requests).toBeLessThanOrEqual(4)
  })

  it('several messages as an array', async () => {
    const { error } = await refusal({ status: 400, body: '["One.", "Two."]' }, deploy)
    expect(firstLine(error)).toContain('failed (400): One. Two.')
  })

  it('plain text, with any content type', async () => {
    const { error } = await refusal(
      {
        status: 400,
        body: 'Unknown machine(s): zzz.',
        headers: { 'content-type': "b'application/json; charset=b'utf-8''" },
      },
      (maas) => maas.machines.accept({ machines: ['zzz'] }),
    )
    expect(firstLine(error)).toContain('failed (400): Unknown machine(s): zzz.')
  })

  it('a 400 with an empty body: the request did not reach the API', async () => {
    const { error } = await refusal({ status: 400 }, deploy)
    expect(error.hint).toContain('did not reach the API')
  })

  it('a 403 with an empty body has a hint about locks and owners', async () => {
    const { error } = await refusal({ status: 403 }, deploy)
    expect(error).toMatchObject({
      code: 'ERR_PERMISSION',
      hint: expect.stringContaining('a locked machine refuses every change'),
    })
  })

  it('HTML from a proxy: only its title is shown', async () => {
    const { error } = await refusal(
      { status: 502, body: '<html><head><title>502 Bad Gateway</title></head><body>x</body></html>' },
      deploy,
    )
    expect(error).toMatchObject({
      code: 'ERR_SERVER',
      mayHaveHappened: true,
      hint: expect.stringContaining('read the machine before you try again'),
    })
    expect(firstLine(error)).toContain('failed (502): 502 Bad Gateway')
  })
})

describe('retries of MAAS calls', () => {
  it('a 409 with Retry-After is transient, and also retried for a change', async () => {
    const { value, requests } = await refusal(
      (count) =>
        count === 1
          ? { status: 409, body: '<html>', headers: { 'retry-after': '0' } }
          : { status: 200, body: '{"system_id": "abc"}' },
      deploy,
    )
    expect(value).toEqual({ system_id: 'abc' })
    expect(requests).toBe(2)
  })

  it('a 409 with Retry-After is retried a limited number of times: a permanent one looks the same', async () => {
    const { error, requests } = await refusal({ status: 409, headers: { 'retry-after': '0' } }, (maas) =>
      maas.request('POST', 'zones/', { form: { name: 'a' } }),
    )
    expect(error).toMatchObject({
      code: 'ERR_CONFLICT',
      attempts: 3,
      hint: expect.stringContaining('may already exist'),
    })
    expect(requests).toBe(3)
  })

  it.each<[string, (maas: MaasClient) => PromiseLike<unknown>]>([
    [
      'users.create',
      (maas) =>
        maas.users.create({ username: 'bob', email: 'bob@example.com', password: 'pw', is_superuser: false }),
    ],
    ['POST users/', (maas) => maas.request('POST', 'users/', { form: { username: 'bob' } })],
  ])('a name of a user that is taken is tried once: %s (fact 52)', async (_, act) => {
    const { error, requests } = await refusal({ status: 409, headers: { 'retry-after': '0' } }, act)
    expect(error).toMatchObject({
      code: 'ERR_CONFLICT',
      isRetryable: false,
      hint: 'Most likely another user has this name or address: choose another one',
    })
    expect(requests).toBe(1)
  })

  it('a 409 about a state is final', async () => {
    const { error, requests } = await refusal(
      { status: 409, body: "Can't deploy a machine that is in the 'Failed deployment' state" },
      deploy,
    )
    expect(error).toMatchObject({
      code: 'ERR_CONFLICT',
      isRetryable: false,
      hint: 'Release the machine first, and wait until it is Ready',
    })
    expect(requests).toBe(1)
  })

  it('a 503 with Retry-After: no rack is connected yet (fact 14)', async () => {
    const { value, requests } = await refusal(
      (count) =>
        count === 1
          ? {
              status: 503,
              body: 'Unable to connect to any rack controller abc; no connections available.',
              headers: { 'retry-after': '0' },
            }
          : { status: 200, body: '{"state": "on"}' },
      (maas) => maas.machines.queryPowerState('abc'),
    )
    expect(value).toEqual({ state: 'on' })
    expect(requests).toBe(2)
  })

  it('a 503 without Retry-After is not retried for a change (fact 15)', async () => {
    const { error, requests } = await refusal(
      { status: 503, body: 'Unable to change power state to off: another action is in progress' },
      (maas) => maas.machines.powerOff('abc'),
    )
    expect(error).toMatchObject({
      code: 'ERR_SERVER',
      isRetryable: true,
      mayHaveHappened: true,
      hint: expect.stringContaining('another power action'),
    })
    expect(requests).toBe(1)
  })

  it('a 503 without Retry-After is retried for a read', async () => {
    expect((await refusal({ status: 503, body: 'busy' }, get)).requests).toBe(3)
  })

  it('a 500 is final', async () => {
    const { error, requests } = await refusal(
      { status: 500, body: "'dict' object has no attribute 'lists'" },
      get,
    )
    expect(error).toMatchObject({ code: 'ERR_SERVER', isRetryable: false })
    expect(requests).toBe(1)
  })

  it('a 404 on a retried delete explains that the first try may have succeeded', async () => {
    const { error, requests } = await refusal(
      (count) =>
        count === 1 ? { status: 504 } : { status: 404, body: 'No Machine matches the given query.' },
      (maas) => maas.machines.delete('abc'),
    )
    expect(error).toMatchObject({
      code: 'ERR_NOT_FOUND',
      attempts: 2,
      hint: expect.stringContaining('an earlier try of this request may have deleted it'),
    })
    expect(requests).toBe(2)
  })

  it('redirects and 410 keep their own messages', async () => {
    const { error } = await refusal(
      { status: 410, body: 'VM host (KVM) support has been removed from MAAS.' },
      (maas) => maas.request('GET', 'vm-hosts/'),
    )
    expect(error).toMatchObject({
      code: 'ERR_NOT_FOUND',
      hint: 'GET vm-hosts/ exists up to MAAS 3.8',
    })
  })
})

describe('hints', () => {
  it.each<[number, string, string, (maas: MaasClient) => PromiseLike<unknown>]>([
    [
      500,
      'Unconfigured power type. Please configure the power type and try again.',
      'Set the power_type',
      (maas) => maas.machines.create({ mac_addresses: ['52:54:00:00:00:01'] }),
    ],
    [
      400,
      '{"testing_scripts": ["Select a valid choice.  is not one of the available choices."]}',
      "pass ['none']",
      (maas) => maas.machines.commission('abc', { testing_scripts: [''] }),
    ],
    [
      500,
      'IPAddress() does not support netmasks or subnet prefixes! See documentation for details.',
      'Send the power_parameters together',
      (maas) => maas.machines.update('abc', { power_type: 'ipmi' }),
    ],
    [
      400,
      'Unrecognised signature: method=GET op=None',
      'The request had no credentials',
      (maas) => maas.machines.list(),
    ],
    [
      400,
      'Unrecognised signature: method=POST op=nope',
      'does not have this operation',
      (maas) => maas.request('POST', 'machines/', { op: 'nope' }),
    ],
    [409, "Can't deploy a machine that is in the 'New' state", 'Commission the machine first', deploy],
    [409, "Can't deploy a machine that is in the 'Failed testing' state", 'overrideFailedTesting', deploy],
    [409, "Can't deploy a machine that is in the 'Deployed' state", 'Release the machine first', deploy],
    [
      409,
      "Can't deploy a machine that is in the 'Disk erasing' state",
      'Wait until that has finished, or abort it',
      deploy,
    ],
    [
      409,
      "Can't deploy a machine that is in the 'Entering rescue mode' state",
      'Wait until that has finished',
      deploy,
    ],
    [409, "Can't deploy a machine that is in the 'Retired' state", 'Read the machine', deploy],
    [
      409,
      "Machine cannot be released in its current state ('New').",
      'nothing to release',
      (maas) => maas.machines.release('abc'),
    ],
    [
      409,
      "Machine(s) cannot be released in their current state: abc ('Testing').",
      'or abort it first',
      (maas) => maas.machines.releaseMany({ machines: ['abc'] }),
    ],
    [
      409,
      "Machine cannot be released in its current state ('Rescue mode').",
      'exitRescueMode',
      (maas) => maas.machines.release('abc'),
    ],
    [
      409,
      'Invalid transition: Testing -> Entering rescue mode.',
      'Wait until that has finished, or abort it',
      (maas) => maas.machines.rescueMode('abc'),
    ],
    [
      409,
      'Invalid transition: New -> Exiting rescue mode.',
      'Read the machine',
      (maas) => maas.machines.exitRescueMode('abc'),
    ],
    [
      409,
      'Cannot abort in current state: node abc is in state Ready.',
      'can be aborted',
      (maas) => maas.machines.abort('abc'),
    ],
    [
      409,
      'Cannot accept node enlistment: node abc is in state Deployed.',
      'Only New machines',
      (maas) => maas.machines.accept({ machines: ['abc'] }),
    ],
    [
      409,
      "Can't lock, node is not deployed or deploying",
      'Only Deployed and Deploying',
      (maas) => maas.machines.lock('abc'),
    ],
    [409, 'Machine is already locked', 'It is already in that state', (maas) => maas.machines.lock('abc')],
    [
      400,
      '<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>',
      'https://',
      get,
    ],
    [
      409,
      'No machine available.',
      'None of the machines that you may use is Ready',
      (maas) => maas.machines.allocate({ anyMachine: true }),
    ],
    [
      409,
      `No available machine matches constraints: [('mem', ['9999999'])] (resolved to "mem=9999999.0")`,
      'Relax the constraints',
      (maas) => maas.machines.allocate({ mem: 9_999_999 }),
    ],
    [
      409,
      'No machine with system ID abc available.',
      'The machine is not Ready',
      (maas) => maas.machines.allocate({ system_id: 'abc' }),
    ],
    [
      409,
      "Cannot set workload annotation: it hasn't been acquired.",
      'Only the owner',
      (maas) => maas.machines.setWorkloadAnnotations('abc', { a: 'b' }),
    ],
    [
      409,
      "Can't start node: it hasn't been allocated.",
      'Allocate or deploy the machine first',
      (maas) => maas.machines.powerOn('abc'),
    ],
    [
      400,
      '{"nosuch": ["No such constraint."]}',
      'list and allocate accept different ones',
      (maas) => maas.machines.list(),
    ],
    [
      400,
      `{"tags": ["No such tag(s): 'nosuch'."]}`,
      'not an empty list',
      (maas) => maas.machines.list({ tags: 'nosuch' }),
    ],
    [
      500,
      "Cannot resolve keyword 'simple_status' into field. Choices are: address_ttl",
      'Filter by status instead',
      (maas) => maas.request('GET', 'machines/', { query: { simple_status: 'ready' } }),
    ],
    [400, 'Unrecognised log level: info', 'upper case', (maas) => maas.events.query({ level: 'info' })],
    [
      400,
      'Ephemeral operating system ubuntu focal is unavailable.',
      'a rack controller is connected',
      (maas) => maas.machines.commission('abc'),
    ],
    [
      404,
      'Unknown API endpoint: /MAAS/api/2.0/users.',
      'nearly all paths end in a slash',
      (maas) => maas.request('GET', 'users'),
    ],
    [404, 'No Machine matches the given query.', 'cannot see it', (maas) => maas.machines.get('abc')],
    [
      403,
      'This method is reserved for admin users.',
      'the API key of an admin',
      (maas) => maas.tags.create({ name: 'x' }),
    ],
    [
      403,
      "You don't have the required permission to release the following machine(s): abc.",
      'Locked machines',
      (maas) => maas.machines.releaseMany({ machines: ['abc'] }),
    ],
    [
      400,
      '{"mac_addresses": ["MAC address 52:54:00:ab:01:04 already in use on node1."]}',
      'may have succeeded',
      (maas) => maas.machines.create({}),
    ],
  ])('%i %s', async (status, body, hint, act) => {
    const { error, requests } = await refusal({ status, body }, act)
    expect(error).toBeInstanceOf(ResponseError)
    expect(error.hint).toContain(hint)
    expect(firstLine(error)).toContain(hint)
    expect(requests).toBe(1)
  })
})
