import { subnetsNamed } from '../state/specifiers.js'
import type { MaasState } from '../state/state.js'
import type { Machine, Subnet } from '../state/types.js'
import { specifier } from './fields.js'

/** A machine or device by its system_id or host name. */
export const nodeNamed =
  (state: MaasState) =>
  (value: string): Machine | undefined =>
    state.node(value) ?? [...state.machines, ...state.devices].find((node) => node.hostname === value)

/** A subnet by id or specifier, such as `cidr:10.0.0.0/24`. */
export const subnetSpecified =
  (state: MaasState, among: readonly Subnet[] = state.subnets) =>
  (value: string): Subnet | undefined =>
    specifier(among, (text) => subnetsNamed(state, text).find((subnet) => among.includes(subnet)))(value)
