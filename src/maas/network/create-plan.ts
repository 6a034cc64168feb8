import { checkFields, checkType } from '../../core/arguments.js'
import type { Redactor } from '../../core/redact.js'
import { type MaasPlan, Plan, planForm, type PlanOptions } from '../plan/plan.js'
import { checkDescription, type NetworkDescription, OPERATION } from './description.js'
import { planNetwork } from './planner.js'
import { type NetworkResources, readNetwork } from './state.js'

/** Reads the network of a machine and plans its steps. Throws as `MaasNetwork.plan`. */
export async function createNetworkPlan(
  resources: NetworkResources,
  redactor: Redactor,
  systemId: string,
  description: NetworkDescription,
  options: PlanOptions,
): Promise<MaasPlan> {
  checkType('maas', OPERATION, 'systemId', 'string', systemId)
  checkFields('maas', OPERATION, planForm, options)
  checkDescription(description)
  const { replace, ...request } = options
  const state = await readNetwork(resources, systemId, request)
  return new Plan('network', systemId, planNetwork(state, description, resources, replace), redactor)
}
