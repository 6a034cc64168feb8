import { randomBytes } from 'node:crypto'
import type { JujuState } from '../state/state.js'
import { type HttpReply, type HttpRequest, json, plain, type Route } from './http-request.js'
import {
  bakeryId,
  boundSignature,
  type Caveat,
  fromJson,
  type Macaroon,
  mint,
  signatureOf,
  timeBefore,
  TIME_BEFORE,
  toJson,
  toOldJson,
} from './macaroon.js'

const DECLARED = 'declared username '
const USERPASS = 'juju_userpass'

/** A caveat that the controller discharges itself, for its local users. */
interface OwnCaveat {
  id: Buffer
  key: Buffer
  isOld: boolean
}

/**
 * Logins without a password: the controller requires a discharge, grants it to users who enter a password in the form, and accepts the bound
 * macaroons (`discharge.json`). The sealed keys are random bytes of the right size, as only the controller itself would open them.
 */
export class Discharger {
  readonly publicKey = randomBytes(32).toString('base64')
  readonly #state: JujuState
  readonly #roots = new Map<string, Buffer>()
  /** By the text that a client sends back: the caveat's data, or the id in the old format. */
  readonly #caveats = new Map<string, OwnCaveat>()
  /** Root keys, by the sealed key of a caveat. */
  readonly #keys = new Map<string, Buffer>()
  readonly #tokens = new Map<string, string>()

  constructor(state: JujuState) {
    this.#state = state
  }

  /** The part of a login's reply that requires a discharge; in the oldest JSON format without a bakery version. */
  challenge(bakeryVersion: number): Record<string, unknown> {
    const reason = { 'discharge-required-error': 'invalid login macaroon' }
    const isOld = bakeryVersion < 3
    const rootKey = randomBytes(24)
    const data = randomBytes(153).toString('base64url')
    const own: OwnCaveat = {
      id: isOld ? oldCaveatId(this.publicKey) : Buffer.from([3, 0]),
      key: randomBytes(24),
      isOld,
    }
    this.#caveats.set(isOld ? own.id.toString('utf8') : data, own)
    const binary = bakeryId('login', 'login')
    const id = isOld ? Buffer.from(binary.toString('base64url')) : binary
    this.#roots.set(id.toString('base64url'), rootKey)
    const location = `juju model ${this.#state.controllerModel.uuid}`
    const third: Caveat = {
      id: own.id,
      sealedKey: randomBytes(72),
      location: `https://localhost:${this.#state.port}/auth`,
    }
    const macaroon = mint(rootKey, id, location, [timeBefore(), third])
    this.#keys.set(sealedOf(third), own.key)
    if (isOld)
      return {
        'discharge-required': toOldJson(macaroon),
        'bakery-discharge-required': toOldJson(macaroon),
        ...reason,
      }
    const wrapped = { m: toJson(macaroon), v: 3, cdata: { [own.id.toString('base64url')]: data }, ns: 'std:' }
    return { 'discharge-required': toJson(macaroon), 'bakery-discharge-required': wrapped, ...reason }
  }

  /** The user proven by one of these slices, each a macaroon with its bound discharges. */
  verify(slices: readonly unknown[]): string | undefined {
    for (const slice of slices) {
      const macaroons = Array.isArray(slice) ? slice.map(fromJson) : []
      const [root, ...discharges] = macaroons
      const user = root === undefined ? undefined : this.#userOf(root, discharges)
      if (user !== undefined) return user
    }
    return undefined
  }

  #userOf(root: Macaroon, discharges: readonly (Macaroon | undefined)[]): string | undefined {
    const rootKey = this.#roots.get(root.id.toString('base64url'))
    if (rootKey === undefined || !signatureOf(rootKey, root.id, root.caveats).equals(root.signature))
      return undefined
    let user: string | undefined
    for (const caveat of root.caveats) {
      if (caveat.sealedKey === undefined) {
        if (!isMet(caveat)) return undefined
        continue
      }
      const key = this.#keys.get(sealedOf(caveat))
      const discharge = discharges.find((each) => each?.id.equals(caveat.id))
      if (key === undefined || discharge === undefined || !discharge.caveats.every(isMet)) return undefined
      const own = signatureOf(key, discharge.id, discharge.caveats)
      if (!boundSignature(root.signature, own).equals(discharge.signature)) return undefined
      user = discharge.caveats
        .map(({ id }) => id.toString('utf8'))
        .find((text) => text.startsWith(DECLARED))
        ?.slice(DECLARED.length)
    }
    return user
  }

  /** The discharger's HTTP endpoints. */
  routes(): Route[] {
    return [
      { method: 'GET', path: /^\/auth\/publickey$/, serve: () => json(200, { PublicKey: this.publicKey }) },
      { method: 'GET', path: /^\/auth\/form$/, serve: () => plain(405, 'GET method not allowed\n') },
      { method: 'POST', path: /^\/auth\/form$/, serve: (request) => this.#form(request) },
      { method: 'POST', path: /^\/auth\/discharge$/, serve: (request) => this.#discharge(request) },
    ]
  }

  #form({ state, body }: HttpRequest): HttpReply {
    const { user: name = '', password } = readForm(body)
    const user = state.users.get(name)
    if (user === undefined || user.disabled || user.password === undefined || user.password !== password) {
      return json(500, { Message: 'invalid entity name or password' })
    }
    const token = randomBytes(12).toString('hex')
    this.#tokens.set(token, user.name)
    return json(200, { token: { kind: USERPASS, value: Buffer.from(token).toString('base64') } })
  }

  #discharge({ body }: HttpRequest): HttpReply {
    const form = new URLSearchParams(body.toString('utf8'))
    const own = this.#caveats.get(form.get('caveat64') || form.get('id') || '')
    const user = this.#tokens.get(
      form.get('token') ?? Buffer.from(form.get('token64') ?? '', 'base64').toString('utf8'),
    )
    if (own === undefined || user === undefined) {
      const info = { InteractionMethods: { [USERPASS]: { url: '/auth/form' } } }
      const wanted = {
        Code: 'interaction required',
        Message: 'cannot discharge: interaction required',
        Info: info,
      }
      return json(401, wanted, { 'www-authenticate': 'Macaroon' })
    }
    const discharge = mint(own.key, own.id, '', [{ id: Buffer.from(`${DECLARED}${user}`) }, timeBefore()])
    return json(200, {
      Macaroon: own.isOld ? toOldJson(discharge) : { m: toJson(discharge), v: 3, ns: 'std:' },
    })
  }
}

function isMet({ id }: Caveat): boolean {
  const text = id.toString('utf8')
  if (text.startsWith(TIME_BEFORE)) return Date.parse(text.slice(TIME_BEFORE.length)) > Date.now()
  return text.startsWith(DECLARED)
}

function sealedOf({ sealedKey }: Caveat): string {
  return sealedKey?.toString('base64url') ?? ''
}

/** A third-party caveat's id in the format before version 2: base64 of JSON with a sealed part. */
function oldCaveatId(publicKey: string): Buffer {
  const parts = {
    ThirdPartyPublicKey: publicKey,
    FirstPartyPublicKey: randomBytes(32).toString('base64'),
    Nonce: randomBytes(24).toString('base64'),
    Id: randomBytes(110).toString('base64'),
  }
  return Buffer.from(Buffer.from(JSON.stringify(parts)).toString('base64'))
}

function readForm(body: Buffer): { user?: string; password?: string } {
  try {
    const { form } = JSON.parse(body.toString('utf8')) as { form?: { user?: string; password?: string } }
    return form ?? {}
  } catch {
    return {}
  }
}
