import { checkFields, type Form } from '../../core/arguments.js'
import { ConfigurationError } from '../../core/errors.js'
import { extendResource } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import { isInside } from '../network/addresses.js'
import type { IpRangeCreateParams, MaasIpRanges } from '../generated/api2/ip-ranges.js'
import type { MaasRackControllers } from '../generated/api2/rack-controllers.js'
import type { MaasSubnets } from '../generated/api2/subnets.js'
import type { GeneratedMaasVlans, Vlan } from '../generated/api2/vlans.js'
import { readReplies } from '../read-replies.js'

/** Parameters of {@link MaasVlans.enableDhcp}. */
export interface VlanEnableDhcpParams {
  /** System id of a rack controller with an interface on the VLAN; default: the only one. */
  primary_rack?: string
  /** System id of another one, for high availability. */
  secondary_rack?: string
  /** The addresses that DHCP hands out; may be absent where the VLAN has a dynamic range. */
  range?: Pick<IpRangeCreateParams, 'start_ip' | 'end_ip' | 'comment'>
}

/** VLANs of fabrics. */
export interface MaasVlans extends GeneratedMaasVlans {
  /**
   * Lets rack controllers answer DHCP on a VLAN: adds the dynamic range if it is missing, finds the rack controller, and turns DHCP on. Does
   * nothing where that is so. Administrators only.
   *
   * @throws ConfigurationError before anything is changed: no dynamic range, no rack controller with an interface on the VLAN, or several
   *
   * API: `POST ipranges/`, then `PUT fabrics/{fabric_id}/vlans/{vid}/` with `dhcp_on`.
   *
   * @example
   * await maas.vlans.enableDhcp(0, 100, { range: { start_ip: '10.0.0.100', end_ip: '10.0.0.200' } })
   */
  enableDhcp(
    fabricId: string | number,
    vid: string | number,
    params?: VlanEnableDhcpParams,
    options?: RequestOptions,
  ): Promise<Vlan>
}

interface Sources {
  readonly subnets: MaasSubnets
  readonly ipRanges: MaasIpRanges
  readonly rackControllers: MaasRackControllers
}

const OPERATION = 'vlans.enableDhcp'
const paramsForm: Form<VlanEnableDhcpParams> = {
  primary_rack: 'string',
  secondary_rack: 'string',
  range: 'object',
}
const rangeForm: Form<NonNullable<VlanEnableDhcpParams['range']>> = {
  start_ip: 'ip',
  end_ip: 'ip',
  comment: 'string',
}

/** Adds `enableDhcp` to the generated operations. */
export const extendVlans = (vlans: GeneratedMaasVlans, sources: Sources): MaasVlans =>
  extendResource('vlans', vlans, {
    enableDhcp: (
      fabricId: string | number,
      vid: string | number,
      params: VlanEnableDhcpParams = {},
      options: RequestOptions = {},
    ): Promise<Vlan> =>
      readReplies(OPERATION, async () => {
        checkFields('maas', OPERATION, paramsForm, params)
        const { range } = params
        if (range !== undefined) checkFields('maas', `${OPERATION} range`, rangeForm, range)
        const [vlan, subnets, ranges, racks] = await Promise.all([
          vlans.get(fabricId, vid, options),
          sources.subnets.list(options).toArray(),
          sources.ipRanges.list(options).toArray(),
          sources.rackControllers.list({}, options).toArray(),
        ])
        const cidrs = subnets.filter((subnet) => subnet.vlan.id === vlan.id)
        const dynamic = ranges.filter(
          ({ type, subnet }) => type === 'dynamic' && cidrs.some(({ id }) => id === subnet.id),
        )
        if (range === undefined && dynamic.length === 0)
          throw invalid(
            `the VLAN ${vid} of fabric ${fabricId} has no dynamic IP range`,
            cidrs.length === 0
              ? `Add a subnet first: subnets.create({ cidr, vlan: ${vlan.id} })`
              : `Pass range: { start_ip, end_ip } in ${cidrs.map(({ cidr }) => cidr).join(' or ')}`,
          )
        const home = cidrs.find(({ cidr }) => range !== undefined && isInside(range.start_ip, cidr))
        if (range !== undefined && home === undefined)
          throw invalid(
            `no subnet of the VLAN ${vid} of fabric ${fabricId} has the address ${range.start_ip}`,
            cidrs.length === 0
              ? `Add one first: subnets.create({ cidr, vlan: ${vlan.id} })`
              : `Its subnets are ${cidrs.map(({ cidr }) => cidr).join(', ')}`,
          )
        const connected = racks
          .filter(({ interface_set }) => interface_set.some((nic) => nic.vlan?.id === vlan.id))
          .map(({ system_id }) => system_id)
        const primary = chooseRack(params, vlan, connected)
        const isThere = dynamic.some(
          ({ start_ip, end_ip }) => start_ip === range?.start_ip && end_ip === range.end_ip,
        )
        if (range !== undefined && !isThere)
          await sources.ipRanges.create({ type: 'dynamic', subnet: home?.id ?? '', ...range }, options)
        const { secondary_rack: secondary } = params
        const isOn =
          vlan.dhcp_on &&
          vlan.primary_rack === primary &&
          (secondary === undefined || vlan.secondary_rack === secondary)
        if (isOn) return vlan
        return vlans.update(
          fabricId,
          vid,
          {
            dhcp_on: true,
            primary_rack: primary,
            ...(secondary !== undefined && { secondary_rack: secondary }),
          },
          options,
        )
      }),
  })

/** The primary rack controller: only those with an interface on the VLAN can serve it. */
function chooseRack(
  { primary_rack: wanted, secondary_rack: secondary }: VlanEnableDhcpParams,
  vlan: Vlan,
  connected: readonly string[],
): string {
  const there = connected.join(', ') || 'none'
  for (const rack of [wanted, secondary])
    if (rack !== undefined && !connected.includes(rack))
      throw invalid(
        `the rack controller ${rack} has no interface on the VLAN ${vlan.vid} of ${vlan.fabric}`,
        `Rack controllers with one: ${there}`,
      )
  const present = connected.find((rack) => rack === vlan.primary_rack && rack !== secondary)
  const others = connected.filter((rack) => rack !== secondary)
  const primary = wanted ?? present ?? (others.length === 1 ? others[0] : undefined)
  if (primary !== undefined) return primary
  throw connected.length === 0
    ? invalid(
        `no rack controller has an interface on the VLAN ${vlan.vid} of ${vlan.fabric}`,
        'Connect one, or relay the requests: vlans.update(fabricId, vid, { relay_vlan })',
      )
    : invalid(
        `several rack controllers have an interface on the VLAN ${vlan.vid} of ${vlan.fabric}`,
        `Pass one as primary_rack: ${there}`,
      )
}

const invalid = (problem: string, hint: string): ConfigurationError =>
  new ConfigurationError({
    system: 'maas',
    operation: OPERATION,
    summary: `MAAS ${OPERATION} was refused before anything was changed: ${problem}`,
    hint,
  })
