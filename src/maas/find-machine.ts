import { copyOf } from '../core/arguments.js'
import { ConfigurationError } from '../core/errors.js'
import type { Machine, MachineListFilters } from './generated/api2/machines.js'

/** The machine of a list with at most one. */
export function theOnly(method: string, [found, ...others]: readonly Machine[]): Machine | undefined {
  if (others.length === 0) return found
  const ids = [found, ...others].flatMap((machine) => machine?.system_id ?? [])
  throw new ConfigurationError({
    system: 'maas',
    operation: `machines.${method}`,
    summary: `MAAS machines.${method}: ${ids.length} machines match: ${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ' and more' : ''}`,
    hint:
      method === 'find'
        ? 'Pass filters that one machine meets, or use list'
        : 'Pass the MAC addresses of one machine',
  })
}

/**
 * The filters of a list: it has host names without their domain, and MAC addresses as MAAS writes them.
 *
 * @throws ConfigurationError without a filter
 */
export function filtersOf(given: MachineListFilters): MachineListFilters {
  const filters = copyOf('maas', 'machines.find', given)
  const { hostname, mac_address: mac } = filters
  const [, host, domain] = typeof hostname === 'string' ? (/^([^.]*)\.(.+)$/.exec(hostname) ?? []) : []
  if (Object.values(filters).some((value) => value !== undefined))
    return {
      ...filters,
      ...(host !== undefined && domain !== undefined && { hostname: host, domain: filters.domain ?? domain }),
      ...(mac !== undefined && { mac_address: [mac].flat().map(asMaasWrites) }),
    }
  throw new ConfigurationError({
    system: 'maas',
    operation: 'machines.find',
    summary: 'MAAS machines.find was not sent: there is no filter',
    hint: 'Pass a filter such as hostname or mac_address, or use list',
  })
}

/** The filter compares addresses as MAAS writes them. */
export const asMaasWrites = (mac: string): string =>
  typeof mac === 'string' ? mac.toLowerCase().replaceAll('-', ':') : mac
