import { describe, expect, test } from 'vitest'
import { Redactor } from '../../src/core/redact.js'
import { checkItems, reasonOf, rpcError } from '../../src/juju/errors.js'
import { haveRecordings, recordedCalls, skipped } from './recordings.js'

const call = {
  operation: 'applications.integrate',
  facade: 'Application',
  method: 'AddRelation',
  version: 22,
  where: 'model admin/m',
  redactor: new Redactor(),
}

interface WireError {
  message: string
  code?: string
}

/** Every error in a reply: of the call, of an item, or in the arrays of DeployFromRepository. */
function errorsIn(value: unknown): WireError[] {
  if (typeof value !== 'object' || value === null) return []
  const { message, code } = value as Partial<WireError>
  if (typeof message === 'string' && typeof code === 'string' && message !== '') return [{ message, code }]
  return Object.values(value).flatMap(errorsIn)
}

describe('the reason of an error', () => {
  test.each([
    [
      'integrating twice',
      '',
      'adding relation between endpoints "a" and "b": cannot add relation "a", "b": relation a:x b:x: already exists',
      'already-exists',
    ],
    [
      'deploying an application that exists',
      '',
      'creating application "ubuntu": checking if application "ubuntu" exists: application already exists',
      'already-exists',
    ],
    ['a value of the wrong type', '', 'option "skill-level" expected int, got "abc"', 'bad-request'],
    ['an unknown option', 'not valid', 'invalid application config: unknown option "nope"', 'bad-request'],
    [
      'removing a machine with units',
      '',
      'removing machine: machine "x": cannot set machine "x" to dying without force: machine has units',
      'conflict',
    ],
    [
      'resolving a unit that is not in error',
      '',
      'resolving unit: checking unit "x" status: unit is not in error state',
      'conflict',
    ],
    ['a unit that there is not', 'not found', 'unit "wordpress/99" not found', 'not-found'],
    ['a charm that there is not', '', "resolving error: No charm or bundle with name 'nosuch'.", 'not-found'],
    ['what somebody disabled', 'operation is blocked', 'the operation has been blocked', 'blocked'],
    [
      'the wrong kind of connection',
      'not supported',
      'facade "Application" not supported for controller API connection',
      'not-supported',
    ],
    [
      'a call before the login',
      'not implemented',
      'unknown version 11 for facade type "ModelManager"',
      'not-supported',
    ],
    ['a wrong password', 'unauthorized access', 'invalid entity name or password', 'unauthorized'],
    ['a user who may only read', 'unauthorized access', 'permission denied', 'permission'],
    [
      'an unknown model',
      'model not found',
      'unknown model: "00000000-0000-4000-8000-000000000000"',
      'not-found',
    ],
    [
      'a credential in use',
      '',
      'cannot revoke credential maas1/admin/key1: it is still used by 1 model',
      'conflict',
    ],
    ['an access that the user has', '', 'user "bob" already has "read" access or greater', 'already-exists'],
    [
      'Charmhub out of reach',
      '',
      'resolving with preferred channel: Post "https://api.charmhub.io/v2/charms/refresh": dial tcp: lookup api.charmhub.io: no such host',
      'unavailable',
    ],
    [
      'endpoints that there are not',
      '',
      'one or more of the provided endpoints [nope] do not exist',
      'not-found',
    ],
    ['an access that there is not', '', 'access not found for user "bob" on model "x"', 'not-found'],
    [
      'constraints that the server refuses',
      '',
      'setting constraints: invalid application constraints: space "x"',
      'bad-request',
    ],
    ['a cloud in use', '', 'deleting cloud "x": cannot delete cloud as it is still in use', 'conflict'],
    ['a code of later releases', 'something else', 'whatever already exists', 'other'],
  ])('%s', (_what, code, message, reason) => {
    expect(reasonOf(code, message)).toBe(reason)
  })

  test.skipIf(!haveRecordings)(
    `is known of every error that the calls of our spec got from a real controller${skipped}`,
    () => {
      const seen = new Map<string, string>()
      for (const { facade, method, reply } of recordedCalls()) {
        const errors = reply.error
          ? [{ message: reply.error, code: reply['error-code'] ?? '' }]
          : errorsIn(reply.response)
        for (const { message, code = '' } of errors)
          seen.set(`${code} | ${message}`, `${reasonOf(code, message)} (${facade}.${method})`)
      }
      const unknown = [...seen].filter(([, reason]) => reason.startsWith('other')).map(([error]) => error)
      console.log(
        `Juju: ${seen.size} different recorded errors classified, ${unknown.length} of them as other`,
      )
      expect(seen.size).toBeGreaterThan(50)
      // Calls that are not in the spec yet: tasks, upgrades, suspended relations, provisioning scripts.
      for (const error of unknown)
        expect(error).toMatch(
          /cancelling task|no recommended versions found|must be a remote relation|arch is not set|open <path>|no private address|internal error/,
        )
    },
  )
})

describe('an error of the server', () => {
  test('has its code, its message and a hint', () => {
    const error = rpcError(call, { message: 'permission denied', code: 'unauthorized access' })
    expect(error).toMatchObject({
      code: 'ERR_RPC',
      system: 'juju',
      operation: 'applications.integrate',
      facade: 'Application',
      version: 22,
      rpcCode: 'unauthorized access',
      serverMessage: 'permission denied',
      reason: 'permission',
    })
    expect(error.message.split('\n  docs: ')[0]).toBe(
      'Juju applications.integrate failed: permission denied. Ask an administrator of the model or controller for more access\n  call: Application(22).AddRelation on model admin/m\n  code: unauthorized access',
    )
  })

  test('never contains a secret of the client', () => {
    const redactor = new Redactor()
    redactor.add('aaaa:bbbb:cccc')
    const error = rpcError(
      { ...call, redactor },
      { message: 'bad key aaaa:bbbb:cccc', code: '', info: { attrs: { 'maas-oauth': 'aaaa:bbbb:cccc' } } },
    )
    expect(JSON.stringify(error)).not.toContain('aaaa')
    expect(error.stack).not.toContain('aaaa')
  })
})

describe('results of a call that takes many items', () => {
  test('are returned when none failed; null is no results, and an empty error is no error', () => {
    expect(checkItems(() => call, ['a'], null)).toEqual([])
    expect(checkItems(() => call, ['a', 'b'], [{}, { error: {} as never }])).toHaveLength(2)
  })

  test('of one item that failed throw its error', () => {
    expect(() =>
      checkItems(() => call, ['a'], [{ error: { message: 'unit "a" not found', code: 'not found' } }]),
    ).toThrow(/^Juju applications\.integrate failed: unit "a" not found/)
  })

  test('of Annotations.Get have their errors inside another object', () => {
    const found = { entity: 'application-a', annotations: { x: '1' }, error: {} }
    const missing = {
      entity: 'application-x',
      annotations: null,
      error: { error: { message: 'unable to find UUID for ID: "x" not found', code: '' } },
    }
    expect(checkItems(() => call, ['a'], [found])).toEqual([found])
    expect(() => checkItems(() => call, ['x'], [missing])).toThrow(
      expect.objectContaining({ code: 'ERR_RPC', reason: 'not-found' }) as Error,
    )
    expect(() => checkItems(() => call, ['a', 'x'], [found, missing])).toThrow(/failed for 1 of 2: x: unable/)
  })

  test('with failures throw one error that has each outcome', () => {
    const attempt = (): unknown =>
      checkItems(
        () => call,
        ['a', 'b', 'c'],
        [
          { error: { message: 'no', code: '' } },
          {},
          { error: { message: 'x not found', code: 'not found' } },
        ],
      )
    expect(attempt).toThrow(
      expect.objectContaining({
        code: 'ERR_BULK',
        results: [
          { item: 'a', error: expect.objectContaining({ reason: 'other' }) as Error },
          { item: 'b', value: {} },
          { item: 'c', error: expect.objectContaining({ reason: 'not-found' }) as Error },
        ],
      }) as Error,
    )
  })
})
