import type { CompareRules } from '../compare.js'

/** What may differ between a real reply and a simulated one: ids, uuids, times, hashes, keys and ports. */
export const rules: CompareRules = {
  tokens: [
    {
      kind: 'uuid',
      pattern: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
      bound: 'strictly',
    },
    { kind: 'secret', pattern: /(?<=secret:)[0-9a-z]{20}/, bound: 'strictly' },
    // Go's zero time means "never" and is compared.
    { kind: 'time', pattern: /(?!0001)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/ },
    { kind: 'hash', pattern: /\b(?:[0-9a-f]{96}|[0-9a-f]{64}|[0-9a-f]{32})\b/, bound: 'loosely' },
    { kind: 'server', pattern: /https?:\/\/(?:localhost|127\.0\.0\.1):\d+/ },
    { kind: 'blob', pattern: /[A-Za-z0-9+/_-]{100,}={0,2}/ },
    { kind: 'port', pattern: /(?<=(?:localhost|127\.0\.0\.1):)\d+/ },
  ],
  free: [
    /\.(?:port|api-port|ca-cert|instance-key|secret-key|PublicKey)$/,
    // Keys and signatures in macaroons.
    /\.(?:i64|s64|v64|vid|signature|identifier)$/,
    /^\.body\.token\.value$/,
  ],
  // These come from a Go map, which has no order.
  unordered: [
    /\.auth-types$/,
    /^\.response\.models\[\d+\]\.applications$/,
    /^\.response\.relations$/,
    /^\.response\.errors$/,
    /\.expose-to-cidrs$/,
    /\.relation-data$/,
    /\.charm-relations$/,
    /^\.response\.results\[\d+\]\.models$/,
    /\.remote-applications\.[^.]+\.endpoints$/,
  ],
}
