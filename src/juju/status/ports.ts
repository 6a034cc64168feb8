import { compareBytes } from './natural-order.js'

/**
 * The open ports of a unit as Juju 3 and 4 show them: by protocol, consecutive single ports as a range: `80,443,8080-8081/tcp icmp`.
 *
 * @param ports such as `80/tcp`, `8000-8002/udp`, `icmp`
 */
export function mergedPorts(ports: readonly string[]): string {
  const byProtocol = new Map<string, PortGroup[]>()
  /** The groups of single ports by protocol and the last port of the group. */
  const byLast = new Map<string, PortGroup>()
  for (const text of [...new Set(ports)].toSorted(comparePorts)) {
    const slash = text.indexOf('/')
    const protocol = slash === -1 ? text : text.slice(slash)
    const groups = byProtocol.get(protocol) ?? []
    byProtocol.set(protocol, groups)
    if (slash === -1) continue
    const first = text.slice(0, slash)
    const port = /^\d+$/.test(first) ? Number(first) : undefined
    const before = port === undefined ? undefined : byLast.get(`${port - 1}${protocol}`)
    const group = before ?? { first, last: port }
    if (before === undefined) groups.push(group)
    if (port === undefined) continue
    group.last = port
    byLast.set(`${port}${protocol}`, group)
  }
  return [...byProtocol]
    .toSorted(([a], [b]) => compareBytes(a, b))
    .map(
      ([protocol, groups]) =>
        groups
          .map(({ first, last }) =>
            last === undefined || String(last) === first ? first : `${first}-${last}`,
          )
          .join(',') + protocol,
    )
    .join(' ')
}

/** Numbers by value: shorter texts first. */
const comparePorts = (a: string, b: string): number => a.length - b.length || compareBytes(a, b)

interface PortGroup {
  first: string
  /** Absent if the text is a range already. */
  last: number | undefined
}
