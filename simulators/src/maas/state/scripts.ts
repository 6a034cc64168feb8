import type { Params } from '../server/params.js'
import { invalid } from '../server/refusal.js'
import { builtIn } from './built-in-scripts.js'

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
  results: Record<string, unknown>
  destructive: boolean
  mayReboot: boolean
  recommission: boolean
  applyConfiguredNetworking: boolean
  isDefault: boolean
  history: { id: number; comment: string | null; createdMs: number; data: string }[]
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
  results: {},
  destructive: false,
  mayReboot: false,
  recommission: false,
  applyConfiguredNetworking: false,
  isDefault: false,
  history: [],
  ...script,
})

/** The built-in scripts of a region. Their contents are MAAS's own: here each is an empty shell script. */
export const builtInScripts = (nowMs: number): Script[] =>
  builtIn.map((script, index) =>
    newScript({
      ...script,
      id: index + 1,
      hardwareType: Math.max(
        0,
        hardwareTypes.findIndex((kind) => script.tags.includes(kind)),
      ),
      destructive: script.tags.includes('destructive'),
      applyConfiguredNetworking: script.tags.includes('network-validation'),
      isDefault: true,
      history: [{ id: index + 1, comment: 'Created by maas-None', createdMs: nowMs, data: '#!/bin/sh\n' }],
    }),
  )

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
