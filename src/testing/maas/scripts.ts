import type { Params } from './params.js'
import { invalid } from './reply.js'

// Name and tags of the scripts that 3.4.10 brings along.
const commissioning: Record<string, string> = {
  'maas-support-info': 'deploy-info node',
  'maas-lshw': 'deploy-info node',
  'maas-list-modaliases': 'deploy-info node',
  'maas-get-fruid-api-data': 'node',
  'maas-kernel-cmdline': 'node',
  'maas-serial-ports': 'deploy-info node',
  '20-maas-01-install-lldpd': 'node',
  '20-maas-02-dhcp-unconfigured-ifaces': 'node',
  '20-maas-03-machine-resources': 'deploy-info node',
  '30-maas-01-bmc-config': 'bmc-config node',
  '40-maas-01-machine-config-hints': 'node',
  '50-maas-01-commissioning': 'deploy-info node',
  'maas-capture-lldpd': 'node',
}

const testing: Record<string, string> = {
  'smartctl-validate': 'commissioning storage',
  'smartctl-short': 'storage',
  'smartctl-long': 'storage',
  'smartctl-conveyance': 'storage',
  memtester: 'memory',
  ntp: 'ntp network',
  badblocks: 'storage',
  'badblocks-destructive': 'destructive storage',
  '7z': 'cpu',
  fio: 'storage destructive',
  'internet-connectivity': 'internet network-validation network',
  'gateway-connectivity': 'network-validation network',
  'rack-controller-connectivity': 'network-validation network',
  'stress-ng-cpu-long': 'cpu',
  'stress-ng-cpu-short': 'cpu',
  'stress-ng-memory-long': 'memory',
  'stress-ng-memory-short': 'memory',
}

/**
 * Checks a comma separated list of script names and tags. `none` is taken where the operation can do without
 * (commission, not test); a list that is there but empty is not (README, fact 21).
 *
 * @throws Refusal 400 under the parameter's name.
 */
export function checkScripts(params: Params, name: 'commissioning_scripts' | 'testing_scripts', allowNone: boolean): string[] {
  const value = params.get(name)
  if (value === undefined) return []
  const known = name === 'testing_scripts' ? testing : commissioning
  const choices = new Set([...Object.keys(known), ...Object.values(known).flatMap((tags) => tags.split(' '))])
  const wanted = value.split(',').map((item) => item.trim())
  for (const item of wanted) {
    if (choices.has(item) || (allowNone && item === 'none')) continue
    throw invalid({ [name]: [`Select a valid choice. ${item} is not one of the available choices.`] })
  }
  return wanted
}
