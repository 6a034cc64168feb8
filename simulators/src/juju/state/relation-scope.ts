import { addSubordinateUnit } from './applications.js'
import type { JujuState } from './state.js'
import { isSubordinate, machineOf, type Model, type Unit, unitsOf } from './types.js'

/** Lets a unit enter the scope of a relation. A principal in a container-scoped relation gets its subordinate unit. */
export function enterScope(state: JujuState, model: Model, unit: Unit, relationId: number): void {
  const relation = model.relations.get(relationId)
  if (relation === undefined) throw new Error(`the model ${model.name} has no relation ${relationId}`)
  const address = machineOf(model, unit)?.addresses[0]
  unit.entered.set(relationId, address === undefined ? {} : { 'ingress-address': address })
  if (relation.scope !== 'container' || unit.principal !== undefined) return
  for (const end of relation.endpoints) {
    const application = model.applications.get(end.application)
    if (application === undefined || !isSubordinate(application) || application.life !== 'alive') continue
    const beside = [...unitsOf(model)].some(
      (other) => other.application === application.name && other.principal === unit.name,
    )
    if (!beside) addSubordinateUnit(state, model, application, unit)
  }
}
