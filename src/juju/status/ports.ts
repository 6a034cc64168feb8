import { compareBytes } from './natural-order.js'

/**
 * The open ports of a unit as Juju 3 and 4 show them: by protocol, consecutive single ports as a range: `80,443,8080-8081/tcp icmp`.
 *
 * @param ports such as `80/tcp`, `8000-8002/udp`, `icmp`
 */
export function mergedPorts(ports: readonly string[]): string {
  const byProtocol = new Map<string, PortGroup[]>()
  for (const text of [...new Set(ports)].toSorted(compareBytes)) {
    const slash = text.indexOf('/')
    const protocol = slash === -1 ? text : text.slice(slash)
    const groups = byProtocol.get(protocol) ?? []
    byProtocol.set(protocol, groups)
    if (slash === -1) continue
    const first = text.slice(0, slash)
    const port = /^\d+$/.test(first) ? Number(first) : undefined
    // The order of the texts is not that of the numbers: 9 and 10 are no range.
    const before = port === undefined ? undefined : groups.find(({ last }) => last === port - 1)
    if (before === undefined || port === undefined) groups.push({ first, last: port })
    else before.last = port
  }
  return [...byProtocol]
    .toSorted(([a], [b]) => compareBytes(a, b))
    .map(
      ([protocol, groups]) =>
        groups
          .toSorted((a, b) => a.first.length - b.first.length || compareBytes(a.first, b.first))
          .map(({ first, last }) =>
            last === undefined || String(last) === first ? first : `${first}-${last}`,
          )
          .join(',') + protocol,
    )
    .join(' ')
}

interface PortGroup {
  first: string
  /** Absent for what is a range already. */
  last: number | undefined
}
