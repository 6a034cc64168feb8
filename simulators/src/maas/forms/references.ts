import { subnetsNamed } from '../state/specifiers.js'
import type { MaasState } from '../state/state.js'
import type { Domain, Fabric, Machine, Space, Subnet } from '../state/types.js'
import { byName, specifier } from './fields.js'

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

const bare = (value: string): string => value.replace(/^name:/, '')

/** By id, name or `name:` specifier. */
export const fabricSpecified = (state: MaasState): ((value: string) => Fabric | undefined) =>
  specifier(state.fabrics, (value) => byName(state.fabrics)(bare(value)))

export const spaceSpecified = (state: MaasState): ((value: string) => Space | undefined) =>
  specifier(state.spaces, (value) => byName(state.spaces)(bare(value)))

/** A domain as paths and parameters name it: digits are an id, everything else is a name. */
export const domainNamed =
  (state: MaasState) =>
  (value: string): Domain | undefined =>
    /^\d+$/.test(value)
      ? state.domains.find((domain) => domain.id === Number(value))
      : byName(state.domains)(bare(value))
