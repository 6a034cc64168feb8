import { type Call, type Facade, method } from '../../server/facade.js'
import { optional, str, struct } from '../../server/go-json.js'
import { Empty, Entities } from '../../server/params.js'
import { bulk, errorResult, Refusal, notFound } from '../../server/refusal.js'
import { parseTag } from '../../state/tags.js'
import { findUnit, type Machine, machineOf, type Model } from '../../state/types.js'

const read = { access: 'read' } as const

export const sshClient: Facade = {
  /** An unknown address gives an empty list, and the command retries (user-ssh-no-address.json). */
  AllAddresses: method(read, Entities, ({ model }, { entities }) => ({
    results: bulk(entities, ({ tag }) => ({ addresses: machineByTag(model, tag)?.addresses ?? [] }), {
      addresses: null,
    }),
  })),

  PublicAddress: method(read, Entities, (call, params) => firstAddresses(call, params, 'public')),
  PrivateAddress: method(read, Entities, (call, params) => firstAddresses(call, params, 'private')),

  ModelCredentialForSSH: method(read, Empty, () =>
    errorResult(new Refusal('getting secret token not supported', 'not supported')),
  ),

  /** The host name of a machine, a unit or a unit's container on the controller's jump server. */
  VirtualHostname: method(
    read,
    struct('VirtualHostnameTargetArg', { tag: str, container: optional(str) }),
    ({ model }, { tag, container }) => {
      const { kind, id } = parseTag(tag)
      machineByTag(model, tag)
      const name = kind === 'machine' ? id.replaceAll('/', '-') : id.split('/').toReversed().join('.')
      return { address: `${container === undefined ? '' : `${container}.`}${name}.${model.uuid}.juju.local` }
    },
  ),

  // The simulated machines have no host keys.
  PublicKeys: method(read, Entities, ({ model }, { entities }) => ({
    results: bulk(entities, ({ tag }) => {
      machineByTag(model, tag)
      return {}
    }),
  })),

  Proxy: method(read, Empty, ({ model }) => ({ 'use-proxy': model.config.get('proxy-ssh') === true })),
}

function firstAddresses(
  { model }: Call,
  { entities }: { entities: { tag: string }[] },
  kind: 'public' | 'private',
): Record<string, unknown> {
  return {
    results: bulk(entities, ({ tag }) => {
      const address = machineByTag(model, tag)?.addresses[0]
      if (address === undefined) throw new Refusal(`no ${kind} address(es)`)
      return { address }
    }),
  }
}

/** The machine of a machine or unit tag; undefined for a unit without a machine. */
function machineByTag(model: Model, tag: string): Machine | undefined {
  const { kind, id } = parseTag(tag)
  if (kind === 'machine') {
    const machine = model.machines.get(id)
    if (machine === undefined) throw notFound(`machine ${id} not found`)
    return machine
  }
  const unit = findUnit(model, id)
  if (unit === undefined) throw notFound(`unit "${id}" not found`)
  return machineOf(model, unit)
}
