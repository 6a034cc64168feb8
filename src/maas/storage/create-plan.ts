import { checkFields, checkType } from '../../core/arguments.js'
import type { Redactor } from '../../core/redact.js'
import { Plan, planForm, type MaasPlan, type PlanOptions } from '../plan/plan.js'
import { checkDescription, OPERATION, type StorageDescription } from './description.js'
import { planStorage } from './planner.js'
import { readStorage, type StorageResources } from './state.js'

/** Reads the storage of a machine and plans its steps. Throws as `MaasStorage.plan`. */
export async function createStoragePlan(
  resources: StorageResources,
  redactor: Redactor,
  systemId: string,
  description: StorageDescription,
  options: PlanOptions,
): Promise<MaasPlan> {
  checkType('maas', OPERATION, 'systemId', 'string', systemId)
  checkFields('maas', OPERATION, planForm, options)
  checkDescription(description)
  const { replace, ...request } = options
  const state = await readStorage(resources, systemId, request)
  return new Plan('storage', systemId, planStorage(state, description, resources, replace), redactor)
}
