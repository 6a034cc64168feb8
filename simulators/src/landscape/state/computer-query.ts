import { lookup as entry } from '../../lookup.js'
import { alertTypes } from './alerts.js'
import type { AlertType } from './alerts.js'
import { compileQuery } from './query.js'
import type { Predicate, QueryTerm } from './query.js'
import type { Computer } from './types.js'

/** Code names of the releases, for `distribution:jammy`. */
export const codeNames: Record<string, string> = {
  '10.04': 'lucid',
  '12.04': 'precise',
  '14.04': 'trusty',
  '16.04': 'xenial',
  '18.04': 'bionic',
  '20.04': 'focal',
  '22.04': 'jammy',
  '24.04': 'noble',
  '26.04': 'resolute',
}

const contains = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase())
const never = () => false
const positive = (value: string) => /^\d+$/.test(value)

/** Data that a query of computers needs besides the computer. */
export interface ComputerLookup {
  /** The text of a saved search. */
  savedSearch(name: string): string | undefined
  /** The alerts that a computer raises now. */
  alerts(computer: Computer): AlertType[]
}

/**
 * Compiles a query of computers (protocol.md section 9). Terms about features that are not simulated (profiles, Pro
 * contracts, licences) are valid and match accordingly.
 */
export function compileComputerQuery(query: string, lookup: ComputerLookup): Predicate<Computer> {
  const open = new Set<string>()
  const compile = (text: string): Predicate<Computer> =>
    compileQuery(text, (term) => {
      if (term.field !== 'search') return compileTerm(term, lookup)
      const saved = lookup.savedSearch(term.value)
      if (saved === undefined || open.has(term.value)) return undefined
      open.add(term.value)
      const predicate = compile(saved)
      open.delete(term.value)
      return predicate
    })
  return compile(query)
}

function compileTerm({ field, value }: QueryTerm, lookup: ComputerLookup): Predicate<Computer> | undefined {
  switch (field) {
    // Bare words search host name and title; that they match parts, ignoring case, is inferred.
    case undefined:
      return ({ hostname, title }) => contains(hostname, value) || contains(title, value)
    // `tag:ALL` matches everything: used by a client, not documented.
    case 'tag':
      return ({ tags }) => value === 'ALL' || tags.includes(value)
    case 'hostname':
      return ({ hostname }) => hostname === value
    case 'title':
      return ({ title }) => title === value
    case 'id':
      return positive(value) ? ({ id }) => id === Number(value) : undefined
    case 'distribution':
      return ({ distribution }) => distribution === value || entry(codeNames, distribution) === value
    case 'alert':
      return alertTypes.some(({ term }) => term === value)
        ? (computer) => lookup.alerts(computer).some(({ term }) => term === value)
        : undefined
    case 'access-group':
      return ({ accessGroup }) => accessGroup === value
    case 'ip':
      return ({ networkDevices }) => networkDevices.some(({ ip_address }) => ip_address.includes(value))
    case 'mac':
      return ({ networkDevices }) => networkDevices.some(({ mac_address }) => contains(mac_address, value))
    case 'needs':
      if (value === 'reboot') return ({ rebootRequired }) => rebootRequired
      return value === 'license' ? never : undefined
    case 'license-id':
      return value === 'none' || positive(value) ? never : undefined
    case 'license-type':
      return ['unlicensed', 'pro', 'free_pro', 'legacy'].includes(value)
        ? () => value === 'unlicensed'
        : undefined
    case 'annotation':
      return annotation(value)
    case 'availability-zone':
      return ({ availabilityZone }) => availabilityZone === (value === 'null' ? null : value)
    case 'has-pro-management':
      return () => value === 'false'
    case 'profile':
      return /^(security|script|repository|package|upgrade|reboot|removal|wsl|usg):\d+(:[a-z-]+)?$/.test(
        value,
      )
        ? never
        : undefined
    case 'contract':
    case 'contract-expires-within-days':
    case 'license-expires-within-days':
      return positive(value) ? never : undefined
    case 'release-upgrade':
      return value === 'available' ? never : undefined
    default:
      return undefined
  }
}

function annotation(value: string): Predicate<Computer> {
  const [key = '', part = ''] = value.split(/:(.*)/s)
  return ({ annotations }) => contains(annotations[key] ?? '', part) && Object.hasOwn(annotations, key)
}
