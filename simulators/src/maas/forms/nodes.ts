import { giveUpMac } from '../state/invented-macs.js'
import { enlistedInterface } from '../state/hardware.js'
import type { MaasState } from '../state/state.js'
import type { Domain, Interface, Machine } from '../state/types.js'
import type { Params } from '../server/params.js'
import { refuse } from '../server/refusal.js'
import { byName, flag, isMac, reference, text } from './fields.js'
import { type Field, type Fields, Invalid, type Reading } from './form.js'
import { hostnameProblem } from './hostnames.js'
import { messages } from './messages.js'

/** The fields that machines and devices share. */
export const nodeFields = (state: MaasState) => ({
  hostname: text(),
  domain: domainField(state),
  swap_size: swapSize(),
  disable_ipv4: disableIpv4,
  description: text(),
  zone: reference(byName(state.zones)),
})

interface NodeFields extends Fields {
  hostname: Field<string>
}

const disableIpv4: Field<boolean> = {
  fallback: false,
  read: (sent) => {
    if (flag().read(sent)) throw new Invalid('If specified, disable_ipv4 must be False.')
    return false
  },
}

/** A domain by id or name; 3.4.10 crashes on an id that does not exist. */
function domainField(state: MaasState): Field<Domain | null> {
  return reference(
    (value) => {
      if (!/^\s*\d+\s*$/.test(value)) return byName(state.domains)(value)
      const found = state.domains.find((domain) => domain.id === Number(value))
      if (!found) throw refuse(500, 'Domain matching query does not exist.')
      return found
    },
    { complaint: (value) => `Unable to find domain ${value}` },
  )
}

const bigLimit = 9_223_372_036_854_775_807n

/** Bytes, with K, M, G or T for thousands; empty is none. */
function swapSize(): Field<number | null> {
  return {
    fallback: null,
    read(sent) {
      const value = sent.at(-1)?.trim()
      if (value === undefined) return undefined
      if (value === '') return null
      const [, digits = '', unit = ''] = /^(.*?)([KMGT]?)$/s.exec(value) ?? []
      if (!/^\s*[-+]?\d+\s*$/.test(digits)) {
        // 3.4.10 crashes on what stands before a unit.
        if (unit !== '') throw refuse(500, `invalid literal for int() with base 10: '${digits}'`)
        throw new Invalid(`Invalid size for swap: ${value}`)
      }
      const size = BigInt(digits.trim().replace('+', '')) * 1000n ** BigInt(' KMGT'.indexOf(unit || ' '))
      if (size > bigLimit) throw new Invalid(`Ensure this value is less than or equal to ${bigLimit}.`)
      return Number(size)
    },
  }
}

/** The rules of a host name: told together with that of the domain in it. */
export function cleanHostname(form: Reading<NodeFields>, state: MaasState, node: Machine): void {
  const { hostname = '' } = form.values
  if (!form.data.has('hostname') || hostname === '') return
  const problem = hostnameProblem(hostname)
  if (problem !== undefined) form.fail('hostname', problem)
  if (hostname.length > 255) form.fail('hostname', messages.shorter(255, hostname.length))
  const [label, domainName] = hostname.split(/\.(.*)/s)
  if (domainName !== undefined && !byName(state.domains)(domainName))
    form.fail('hostname', 'Nonexistant domain.')
  else if (
    problem === undefined &&
    [...state.machines, ...state.devices].some((other) => other !== node && other.hostname === label)
  )
    form.fail('hostname', messages.exists('Node with this Hostname'))
}

/** Host name and domain of a node after its form: a name with a domain sets both, an empty one is made up. */
export function identityOf(
  state: MaasState,
  node: Machine,
  values: { hostname: string; domain: Domain | null },
  data: Params,
): Pick<Machine, 'hostname' | 'domainId'> {
  const domainId = values.domain?.id ?? node.domainId
  if (!data.has('hostname')) return { hostname: node.hostname, domainId }
  const [label, domainName] = values.hostname.split(/\.(.*)/s)
  if (!label) return { hostname: state.newHostname(), domainId }
  const inName = domainName === undefined ? undefined : byName(state.domains)(domainName)
  return { hostname: label, domainId: inName?.id ?? domainId }
}

/** The MAC addresses of a new node: the messages of several are told as one. An existing node ignores them. */
export function macAddresses(
  state: MaasState,
  { creating, required }: { creating: boolean; required: boolean },
): Field<string[]> {
  return {
    fallback: [],
    read(sent) {
      if (!creating) return []
      const macs = sent.filter(Boolean)
      if (macs.length === 0) {
        if (required) throw new Invalid(messages.required)
        return []
      }
      const wrong = macs.filter((mac) => !isMac(mac.trim()))
      const problems =
        wrong.length > 0
          ? wrong.map((mac) => messages.mac(mac.trim()))
          : macs.flatMap((mac) => inUse(state, mac.trim()))
      if (problems.length === 0) return macs.map((mac) => mac.trim().toLowerCase())
      if (macs.length === 1) throw new Invalid(...problems)
      throw new Invalid(`One or more MAC addresses is invalid. (${[...new Set(problems)].join(' \u2014 ')})`)
    },
  }
}

function inUse(state: MaasState, mac: string): string[] {
  giveUpMac(state, mac)
  return [...state.machines, ...state.devices]
    .filter((node) => node.interfaces.some((nic) => nic.mac === mac.toLowerCase()))
    .map((node) => `MAC address ${mac} already in use on ${node.hostname}.`)
}

export const enlisted = (state: MaasState, macs: readonly string[]): Interface[] =>
  macs.map((mac, index) => enlistedInterface(state, `eth${index}`, mac))
