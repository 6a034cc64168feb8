import type { Cloud, Model } from './types.js'

/** The settings of a model in 4.0.15 and their default values. */
const DEFAULTS = new Map<string, unknown>([
  ...keys(
    '',
    `agent-metadata-url apt-ftp-proxy apt-http-proxy apt-https-proxy apt-mirror apt-no-proxy backup-dir cloudinit-userdata
     container-image-metadata-url container-inherit-properties container-networking-method default-base default-space egress-subnets
     ftp-proxy http-proxy https-proxy image-metadata-url juju-ftp-proxy juju-http-proxy juju-https-proxy logging-config resource-tags
     snap-http-proxy snap-https-proxy snap-store-assertions snap-store-proxy snap-store-proxy-url`,
  ),
  ...keys(
    true,
    'automatically-retry-hooks enable-os-refresh-update enable-os-upgrade ssl-hostname-verification transmit-vendor-metrics',
  ),
  ...keys(
    false,
    `container-image-metadata-defaults-disabled development disable-network-management disable-telemetry
     image-metadata-defaults-disabled proxy-ssh test-mode`,
  ),
  ...keys('released', 'container-image-stream image-stream'),
  ...keys('127.0.0.1,localhost,::1', 'juju-no-proxy no-proxy'),
  ...keys('0.0.0.0/0,::/0', 'saas-ingress-allow ssh-allow'),
  ['charmhub-url', 'https://api.charmhub.io'],
  ['firewall-mode', 'instance'],
  ['lxd-snap-channel', '5.0/stable'],
  ['max-action-results-age', '336h'],
  ['max-action-results-size', '5G'],
  ['mode', 'requires-prompts'],
  ['net-bond-reconfigure-delay', 17],
  ['num-container-provision-workers', 4],
  ['num-provision-workers', 16],
  ['update-status-hook-interval', '5m'],
])

/** The settings that Juju's dummy provider adds. */
const DUMMY = new Map<string, unknown>([
  ['broken', ''],
  ['secret', 'pork'],
  ['somebool', false],
])

export interface Setting {
  value: unknown
  source: 'default' | 'controller' | 'model' | 'region'
}

/** The default settings of models on a cloud. */
export function defaultSettings(cloud: Cloud | undefined): Map<string, unknown> {
  const all = new Map([...DEFAULTS, ...(cloud?.type === 'dummy' ? DUMMY : [])])
  return new Map([...all].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Every setting of a model with its source. */
export function modelSettings(model: Model, cloud: Cloud | undefined): Record<string, Setting> {
  const settings = new Map<string, Setting>()
  for (const [key, value] of defaultSettings(cloud)) settings.set(key, { value, source: 'default' })
  for (const [key, value] of cloud?.modelDefaults ?? []) settings.set(key, { value, source: 'controller' })
  for (const [key, value] of cloud?.regionDefaults.get(model.region) ?? [])
    settings.set(key, { value, source: 'region' })
  settings.set('agent-stream', { value: 'released', source: 'model' })
  settings.set('agent-version', { value: '4.0.15', source: 'model' })
  settings.set('logging-config', { value: '<root>=INFO', source: 'model' })
  settings.set('resource-tags', { value: {}, source: 'model' })
  for (const [key, value] of model.config) settings.set(key, { value, source: 'model' })
  settings.set('name', { value: model.name, source: 'controller' })
  settings.set('type', { value: cloud?.type ?? '', source: 'controller' })
  settings.set('uuid', { value: model.uuid, source: 'controller' })
  return Object.fromEntries([...settings].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function keys(value: unknown, names: string): [string, unknown][] {
  return names.split(/\s+/).map((name) => [name, value])
}
