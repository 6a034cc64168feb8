import type { Params } from '../server/params.js'
import { invalid } from '../server/refusal.js'

export const hardwareTypes = ['node', 'cpu', 'memory', 'storage', 'network', 'gpu'] as const

export interface Script {
  id: number
  name: string
  title: string
  description: string
  type: 'commissioning' | 'testing'
  tags: string[]
  hardwareType: number
  parallel: number
  timeoutSeconds: number
  parameters: Record<string, unknown>
  packages: Record<string, unknown>
  forHardware: string[]
  destructive: boolean
  mayReboot: boolean
  recommission: boolean
  applyConfiguredNetworking: boolean
  isDefault: boolean
  history: { id: number; comment: string | null; createdMs: number; data: string }[]
}

// Name and tags of the built-in scripts of 3.4.10.
const commissioning: Record<string, string> = {
  '20-maas-01-install-lldpd': 'node',
  '20-maas-02-dhcp-unconfigured-ifaces': 'node',
  '20-maas-03-machine-resources': 'deploy-info node',
  '30-maas-01-bmc-config': 'bmc-config node',
  '40-maas-01-machine-config-hints': 'node',
  '50-maas-01-commissioning': 'deploy-info node',
  'maas-capture-lldpd': 'node',
  'maas-get-fruid-api-data': 'node',
  'maas-kernel-cmdline': 'node',
  'maas-list-modaliases': 'deploy-info node',
  'maas-lshw': 'deploy-info node',
  'maas-serial-ports': 'deploy-info node',
  'maas-support-info': 'deploy-info node',
}

const testing: Record<string, string> = {
  '7z': 'cpu',
  badblocks: 'storage',
  'badblocks-destructive': 'destructive storage',
  fio: 'storage destructive',
  'gateway-connectivity': 'network-validation network',
  'internet-connectivity': 'internet network-validation network',
  memtester: 'memory',
  ntp: 'ntp network',
  'rack-controller-connectivity': 'network-validation network',
  'smartctl-conveyance': 'storage',
  'smartctl-long': 'storage',
  'smartctl-short': 'storage',
  'smartctl-validate': 'commissioning storage',
  'stress-ng-cpu-long': 'cpu',
  'stress-ng-cpu-short': 'cpu',
  'stress-ng-memory-long': 'memory',
  'stress-ng-memory-short': 'memory',
}

/** A script with default values. */
export const newScript = (script: Pick<Script, 'id' | 'name' | 'type'> & Partial<Script>): Script => ({
  title: '',
  description: '',
  tags: [],
  hardwareType: 0,
  parallel: 0,
  timeoutSeconds: 0,
  parameters: {},
  packages: {},
  forHardware: [],
  destructive: false,
  mayReboot: false,
  recommission: false,
  applyConfiguredNetworking: false,
  isDefault: false,
  history: [],
  ...script,
})

/** The built-in scripts of a region. */
export function builtInScripts(nowMs: number): Script[] {
  const all = [
    ...Object.entries(commissioning).map(([name, tags]) => ({
      name,
      tags: tags.split(' '),
      type: 'commissioning' as const,
    })),
    ...Object.entries(testing).map(([name, tags]) => ({
      name,
      tags: tags.split(' '),
      type: 'testing' as const,
    })),
  ]
  return all.map(({ name, tags, type }, index) => {
    const hardware = hardwareTypes.findIndex((kind) => tags.includes(kind))
    return newScript({
      id: index + 1,
      name,
      type,
      tags,
      title: name,
      description: name,
      hardwareType: Math.max(0, hardware),
      parallel: hardware > 0 ? 1 : 2,
      timeoutSeconds: 300,
      parameters: tags.includes('storage') ? { storage: { type: 'storage', argument_format: '{path}' } } : {},
      destructive: tags.includes('destructive'),
      isDefault: true,
      history: [{ id: index + 1, comment: 'Created by maas', createdMs: nowMs, data: '#!/bin/sh\n' }],
    })
  })
}

/** The commissioning scripts. */
export const commissioningScripts = (scripts: readonly Script[]): Script[] =>
  scripts
    .filter((script) => script.type === 'commissioning' && script.isDefault)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))

/**
 * Checks a comma separated list of script names and tags. `none` is accepted where scripts are optional
 * (commission, not test); an empty list is not (README, fact 21).
 *
 * @throws Refusal 400 under the parameter's name.
 */
export function checkScripts(
  scripts: readonly Script[],
  params: Params,
  name: 'commissioning_scripts' | 'testing_scripts',
  allowNone: boolean,
): string[] {
  const value = params.get(name)
  if (value === undefined) return []
  const known = scripts.filter(
    (script) => script.type === (name === 'testing_scripts' ? 'testing' : 'commissioning'),
  )
  const choices = new Set(known.flatMap((script) => [script.name, ...script.tags]))
  const wanted = value.split(',').map((item) => item.trim())
  for (const item of wanted) {
    if (choices.has(item) || (allowNone && item === 'none')) continue
    throw invalid({ [name]: [`Select a valid choice. ${item} is not one of the available choices.`] })
  }
  return wanted
}
