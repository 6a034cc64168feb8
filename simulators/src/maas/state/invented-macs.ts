import { bootDigits } from './boot-mac.js'
import type { MaasState } from './state.js'
import type { Machine } from './types.js'

const hex = (value: number): string => value.toString(16).padStart(2, '0')
const spelled = (digits: string): string => (digits.match(/../g) ?? []).join(':')

/** An address that nobody gives by hand. */
const remoteMac = ({ id }: Machine, index: number): string =>
  spelled(`525401${hex((id >> 8) & 0xff)}${hex(id & 0xff)}${hex(index)}`)

const isHeld = (state: MaasState, mac: string): boolean =>
  [state.machines, state.devices].some((nodes) =>
    nodes.some(({ interfaces }) => interfaces.some((nic) => nic.mac === mac)),
  )

/**
 * The address of an interface that commissioning finds: that after the boot interface's, as on a card with several ports.
 *
 * @param isSeed the addresses of seeds differ as it is, so those of all machines need not be looked at
 */
export function inventMac(state: MaasState, machine: Machine, index: number, isSeed = false): string {
  const digits = bootDigits(machine)
  const last = (Number.parseInt(digits.slice(-2), 16) + index) % 256
  const next = spelled(`${digits.slice(0, 10)}${hex(last)}`)
  if (!isSeed && isHeld(state, next)) return remoteMac(machine, index)
  state.inventedMacs.set(next, machine)
  return next
}

/** Gives an invented address up, because a request gives it to another interface: no real machine would have it. */
export function giveUpMac(state: MaasState, address: string): void {
  const mac = address.trim().toLowerCase()
  const machine = state.inventedMacs.get(mac)
  if (!machine) return
  state.inventedMacs.delete(mac)
  for (const list of [machine.interfaces, machine.foundInterfaces ?? []])
    for (const [index, nic] of list.entries()) if (nic.mac === mac) nic.mac = remoteMac(machine, index)
}
