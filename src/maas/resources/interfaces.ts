import { extendResource } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { GeneratedMaasInterfaces, Interface } from '../generated/api2/interfaces.js'
import type { MaasSubnets } from '../generated/api2/subnets.js'
import type { LinkDescription } from '../network/description.js'
import { readReplies } from '../read-replies.js'

/** The network interfaces of nodes. */
export interface MaasInterfaces extends GeneratedMaasInterfaces {
  /**
   * Gives an interface of a machine or device exactly these addresses: adds the links that are missing, removes the others, and connects it to
   * the VLAN of their subnets. Does nothing where they are as described.
   *
   * @param interfaceRef its name or id
   * @param links one link, or several; none for no address
   * @throws ConfigurationError for an unknown interface or subnet, or an address outside its subnet
   *
   * API: `op=link_subnet` and `op=unlink_subnet` of `nodes/{system_id}/interfaces/{id}/`.
   *
   * @example
   * await maas.interfaces.configure('4y3h7n', 'eth0', { subnet: '10.0.0.0/24', ip_address: '10.0.0.7' })
   */
  configure(
    systemId: string,
    interfaceRef: string | number,
    links: LinkDescription | readonly LinkDescription[],
    options?: RequestOptions,
  ): Promise<Interface>
}

/** Adds `configure` to the generated operations. */
export const extendInterfaces = (
  interfaces: GeneratedMaasInterfaces,
  sources: { readonly subnets: MaasSubnets },
): MaasInterfaces =>
  extendResource('interfaces', interfaces, {
    configure: async (
      systemId: string,
      interfaceRef: string | number,
      links: LinkDescription | readonly LinkDescription[],
      options: RequestOptions = {},
    ) => {
      const { configureInterface } = await import('../network/configure.js')
      return readReplies('interfaces.configure', () =>
        configureInterface(interfaces, sources.subnets, systemId, interfaceRef, [links].flat(), options),
      )
    },
  })
