import type { Machine } from './types.js'

/** The 12 digits of the MAC address from which a machine boots: serial numbers and identifiers of its hardware contain them. */
export const bootDigits = (machine: Machine): string =>
  (machine.foundInterfaces?.[0] ?? machine.interfaces[0])?.mac.replaceAll(':', '') ??
  machine.id.toString(16).padStart(12, '0')
