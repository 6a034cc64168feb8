import { deleted } from '../replies/reply.js'
import { formData } from '../server/body.js'
import { formBoolean } from '../server/param-values.js'
import { type FieldErrors, invalid } from '../server/refusal.js'
import type { UserExchange } from '../server/router.js'
import { newUuid, type MaasState } from '../state/state.js'
import type { Interface, Machine } from '../state/types.js'
import { visible } from './access.js'

/** Copies network or storage configuration from one machine to others that are Ready or failed their tests. */
export function clone({ state, user, body }: UserExchange): unknown {
  const data = formData(body)
  const errors: FieldErrors = {}
  const sourceId = data.get('source') ?? ''
  const source = state.machine(sourceId)
  if (sourceId === '') errors['source'] = ['This field is required.']
  else if (!source || !visible(user, source)) errors['source'] = [choice(sourceId), 'This field is required.']
  // One field with commas; of several, the last counts.
  const ids = (data.get('destinations') ?? '').split(',').filter((id) => id !== '')
  const destinations = readDestinations(ids, {
    state,
    source,
    isAdmin: user.isAdmin,
    errors,
  })
  const [storage, interfaces] = [formBoolean(data.get('storage')), formBoolean(data.get('interfaces'))]
  if (Object.keys(errors).length === 0 && !storage && !interfaces)
    errors['__all__'] = ['Either storage or interfaces must be true.']
  if (Object.keys(errors).length > 0) throw invalid(errors)
  for (const machine of destinations) {
    if (!source) break
    if (interfaces) copyNetwork(state, source, machine)
    if (storage) copyStorage(state, source, machine)
  }
  return deleted()
}

const choice = (id: string): string => `Select a valid choice. ${id} is not one of the available choices.`

interface Destinations {
  state: MaasState
  source: Machine | undefined
  isAdmin: boolean
  errors: FieldErrors
}

function readDestinations(ids: string[], { state, source, isAdmin, errors }: Destinations): Machine[] {
  const messages: string[] = []
  const machines = ids.flatMap((id, index) => {
    const machine = state.machine(id)
    if (machine && machine === source)
      messages.push(`Source machine ${id} (${machine.hostname}) cannot be a destination machine.`)
    else if (!machine || !isAdmin || !['Ready', 'Failed testing'].includes(machine.status))
      messages.push(`Machine ${index + 1} is invalid: ${choice(id)}`)
    else return [machine]
    return []
  })
  if (ids.length === 0) messages.push('This field is required.')
  if (messages.length > 0) errors['destinations'] = messages
  return machines
}

function copyNetwork(state: MaasState, source: Machine, target: Machine): void {
  target.interfaces.forEach((nic, index) => {
    const model: Interface | undefined = source.interfaces[index]
    if (!model) return
    nic.vlanId = model.vlanId
    nic.links = model.links.map(({ ipAddress: _address, ...link }) => ({ ...link, id: state.next('link') }))
  })
}

function copyStorage(state: MaasState, source: Machine, target: Machine): void {
  target.disks.forEach((disk, index) => {
    disk.partitions = (source.disks[index]?.partitions ?? []).map((partition) => ({
      ...partition,
      id: state.next('partition'),
      uuid: newUuid(),
    }))
  })
}
