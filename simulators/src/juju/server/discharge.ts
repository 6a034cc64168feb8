import { randomBytes } from 'node:crypto'
import type { JujuState } from '../state/state.js'
import { decodeParams, str, struct } from './go-json.js'
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
  toCookie,
  toJson,
  toOldJson,
} from './macaroon.js'
import { DISCHARGE_REQUIRED, Refusal } from './refusal.js'
import { macaroonsOf } from './request-macaroons.js'

const INVALID = 'invalid login macaroon'
const DECLARED = 'declared username '
const AUTHENTICATED = 'is-authenticated-user '
const USERPASS = 'juju_userpass'
/** How long the macaroon of `/register` is valid (recorded-3.6.26, users/register.json). */
const REGISTRATION_MS = 120_000

/** A caveat that the controller discharges itself, for its local users. */
interface OwnCaveat {
  id: Buffer
  key: Buffer
  isOld: boolean
  /** The user that the login named; only a discharge of this user meets the caveat. */
  user: string | undefined
}

/** What the client that is asked to authenticate has sent. */
export interface Challenged {
  bakeryVersion: number
  user: string | undefined
  /** The `Host` header: the controller that answers is also the one that discharges. */
  host: string | undefined
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
  /** Users, by the token that the form gave them; a token is good for one discharge. */
  readonly #tokens = new Map<string, string>()
  /** The macaroons of `/register`, by id. */
  readonly #registrations = new Map<string, { rootKey: Buffer; user: string }>()

  constructor(state: JujuState) {
    this.#state = state
  }

  /** The part of a login's reply that requires a discharge; in the oldest JSON format without a bakery version. */
  challenge(challenged: Challenged): Record<string, unknown> {
    const { old, bakery } = this.#mint(challenged)
    return {
      'discharge-required': old,
      'bakery-discharge-required': bakery,
      'discharge-required-error': INVALID,
    }
  }

  /** The error of an HTTP request or of a log stream that has to be authenticated first. */
  required(challenged: Challenged): Refusal {
    const { old, bakery } = this.#mint(challenged)
    const info = { macaroon: old, 'bakery-macaroon': bakery, 'macaroon-path': '/' }
    return new Refusal(INVALID, DISCHARGE_REQUIRED, info)
  }

  /** The cookie with which a user who has just registered logs in without the password. */
  registrationCookie(user: string): { name: string; value: string; expires: Date } {
    const rootKey = randomBytes(24)
    const id = bakeryId('login', 'login')
    const expires = new Date(Date.now() + REGISTRATION_MS)
    const caveats = [{ id: Buffer.from(`${AUTHENTICATED}${user}`) }, timeBefore(REGISTRATION_MS)]
    this.#registrations.set(id.toString('base64url'), { rootKey, user })
    return { ...toCookie(mint(rootKey, id, this.#location, caveats)), expires }
  }

  get #location(): string {
    return `juju model ${this.#state.controllerModel.uuid}`
  }

  /** A macaroon that a discharge of the user must accompany, in both formats. */
  #mint({ bakeryVersion, user, host }: Challenged): { old: unknown; bakery: unknown } {
    const isOld = bakeryVersion < 3
    const rootKey = randomBytes(24)
    const data = randomBytes(153).toString('base64url')
    const own: OwnCaveat = {
      id: isOld ? oldCaveatId(this.publicKey) : Buffer.from([3, 0]),
      key: randomBytes(24),
      isOld,
      user,
    }
    this.#caveats.set(isOld ? own.id.toString('utf8') : data, own)
    const binary = bakeryId('login', 'login')
    const id = isOld ? Buffer.from(binary.toString('base64url')) : binary
    this.#roots.set(id.toString('base64url'), rootKey)
    const third: Caveat = {
      id: own.id,
      sealedKey: randomBytes(72),
      location: `https://${host ?? `localhost:${this.#state.port}`}/auth`,
    }
    const macaroon = mint(rootKey, id, this.#location, [timeBefore(), third])
    this.#keys.set(sealedOf(third), own.key)
    if (isOld) return { old: toOldJson(macaroon), bakery: toOldJson(macaroon) }
    const wrapped = { m: toJson(macaroon), v: 3, cdata: { [own.id.toString('base64url')]: data }, ns: 'std:' }
    return { old: toJson(macaroon), bakery: wrapped }
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
    const { user: name, password } = readForm(body)
    const user = state.users.get(name)
    if (user === undefined || user.disabled || user.password === undefined || user.password !== password) {
      return json(500, { Message: 'invalid entity name or password' })
    }
    const token = randomBytes(12).toString('hex')
    this.#tokens.set(token, user.name)
    return json(200, { token: { kind: USERPASS, value: Buffer.from(token).toString('base64') } })
  }

  /** The parameters may be in the query, where the `juju` command has them, or in the body (users/login.json, discharge.json). */
  #discharge({ query, body, headers }: HttpRequest): HttpReply {
    const form = new URLSearchParams(`${query.toString()}&${body.toString('utf8')}`)
    const own = this.#caveats.get(form.get('caveat64') || form.get('id') || '')
    if (own === undefined) return failed('cannot discharge: discharger cannot decode caveat id')
    const token = form.get('token') ?? decoded(form.get('token64'))
    const user = token === undefined ? this.#registered(headers, own) : this.#tokens.get(token)
    if (token !== undefined) {
      this.#tokens.delete(token)
      if (user === undefined) return failed('cannot discharge: invalid token')
      if (own.user !== undefined && own.user !== user)
        return failed(
          `cannot discharge: discharge token for user "${user}" does not match declared user "${own.user}"`,
        )
    }
    if (user === undefined) {
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

  /** The user of a login who has registered a moment ago, by the cookie of `/register`. */
  #registered(headers: HttpRequest['headers'], { user }: OwnCaveat): string | undefined {
    const isProof = (slice: unknown) => {
      const [macaroon] = Array.isArray(slice) ? slice.map(fromJson) : []
      if (macaroon === undefined) return false
      const known = this.#registrations.get(macaroon.id.toString('base64url'))
      return (
        known?.user === user &&
        known !== undefined &&
        signatureOf(known.rootKey, macaroon.id, macaroon.caveats).equals(macaroon.signature) &&
        macaroon.caveats.every((caveat) => isMet(caveat) || isText(caveat, `${AUTHENTICATED}${user}`))
      )
    }
    return user !== undefined && macaroonsOf(headers).some(isProof) ? user : undefined
  }
}

/** An error of the discharger, which answers in the bakery's format. */
function failed(message: string): HttpReply {
  return json(500, { Message: message })
}

function decoded(base64: string | null): string | undefined {
  return base64 === null ? undefined : Buffer.from(base64, 'base64').toString('utf8')
}

function isText({ id }: Caveat, text: string): boolean {
  return id.toString('utf8') === text
}

/** Whether a caveat of the first party holds now. */
function isMet({ id, sealedKey }: Caveat): boolean {
  if (sealedKey !== undefined) return false
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

const FormLogin = struct('LoginBody', { form: struct('Form', { user: str, password: str }) })

function readForm(body: Buffer): { user: string; password: string } {
  try {
    return decodeParams(FormLogin, JSON.parse(body.toString('utf8'))).form
  } catch {
    return { user: '', password: '' }
  }
}
