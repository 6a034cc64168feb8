import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { resources } from '../../src/maas/handlers/index.js'
import { Router } from '../../src/maas/server/router.js'
import { servedBy } from '../../src/maas/server/served.js'

interface Described {
  request: string
  since?: string
  until?: string
}

const folder = fileURLToPath(new URL('../../../spec/maas/api2', import.meta.url))

/** All operations of the REST API, of every release. */
const described = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .map(
    (file) => parse(readFileSync(`${folder}/${file}`, 'utf8')) as { operations?: Record<string, Described> },
  )
  .flatMap(({ operations }) => Object.values(operations ?? {}))

const router = new Router(servedBy('3.4', resources))

function isServed(request: string): boolean {
  const [method = '', address = ''] = request.split(' ')
  const [path = '', query = ''] = address.split('?')
  const op = new URLSearchParams(query).get('op')
  const key = op === null ? method : `${method} ${op}`
  const resource = router.match(path.replaceAll(/\{\w+\}/g, '1'))?.resource
  return resource !== undefined && (key in resource.operations || key in (resource.anonymous ?? {}))
}

it('the simulator serves every operation of 3.4', () => {
  const wanted = described.filter(
    ({ since = '0', until = '9' }) => Number(since) <= 3.4 && Number(until) >= 3.4,
  )
  expect(described.length).toBeGreaterThan(400)
  expect(wanted.length).toBeGreaterThan(350)
  expect(wanted.map(({ request }) => request).filter((request) => !isServed(request))).toEqual([])
})
