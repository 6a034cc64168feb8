import type { JujuState } from './state.js'

/** The settings of a controller and their defaults in 4.0.15. */
const DEFAULTS: Record<string, unknown> = {
  'agent-logfile-max-backups': 2,
  'agent-logfile-max-size': '100M',
  'audit-log-capture-args': true,
  'audit-log-exclude-methods': 'ReadOnlyMethods',
  'audit-log-max-backups': 5,
  'audit-log-max-size': '200M',
  'auditing-enabled': false,
  'dqlite-busy-timeout': '1s',
  'http-server-read-timeout': 0,
  'http-server-write-timeout': 0,
  'idle-connection-timeout': 30_000_000_000,
  'jujud-controller-snap-source': 'legacy',
  'max-agent-state-size': 524_288,
  'max-charm-state-size': 2_097_152,
  'max-debug-log-duration': '24h0m0s',
  'max-prune-txn-batch-size': 1_000_000,
  'max-prune-txn-passes': 100,
  'max-txn-log-size': '10M',
  'migration-agent-wait-time': '15m0s',
  'model-logfile-max-backups': 1,
  'model-logfile-max-size': '1M',
  'object-store-type': 'file',
  'open-telemetry-enabled': false,
  'open-telemetry-insecure': false,
  'open-telemetry-sample-ratio': '0.10',
  'open-telemetry-stack-traces': false,
  'open-telemetry-tail-sampling-threshold': '1ms',
  'prune-txn-query-count': 1000,
  'prune-txn-sleep-time': '10ms',
  'query-tracing-enabled': false,
  'query-tracing-threshold': '1s',
  'set-numa-control-policy': false,
  'ssh-max-concurrent-connections': 100,
  'ssh-server-port': 17_022,
}

/** Settings without a default. */
const OPTIONAL = [
  'api-port-open-delay',
  'auto-audit-logging',
  'autocert-dns-name',
  'autocert-url',
  'caas-image-repo',
  'caas-operator-image-path',
  'controller-name',
  'features',
  'identity-public-key',
  'identity-url',
  'juju-mgmt-space',
  'login-token-refresh-url',
  'object-store-s3-endpoint',
  'object-store-s3-static-key',
  'object-store-s3-static-secret',
  'object-store-s3-static-session',
  'open-telemetry-endpoint',
  'public-dns-address',
  'system-ssh-keys',
]

export function isControllerSetting(key: string): boolean {
  return key in DEFAULTS || OPTIONAL.includes(key)
}

export function controllerSettings(state: JujuState): Record<string, unknown> {
  const all = {
    ...DEFAULTS,
    'api-port': state.port,
    'ca-cert': state.caCert,
    'controller-uuid': state.controllerUuid,
    ...Object.fromEntries(state.controllerConfig),
  }
  return Object.fromEntries(Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
