import { wireOrigin } from '../../replies/application-info.js'
import { type Facade, method } from '../../server/facade.js'
import { list, map, str, struct } from '../../server/go-json.js'
import { ConstraintsParam, Entities } from '../../server/params.js'
import { bulk, Refusal } from '../../server/refusal.js'
import { channelOf, trackOnly } from '../../state/charms/charm.js'
import { shownOption, validConfig } from '../../state/config-values.js'
import { cleanConstraints, INVALID_CONSTRAINTS, spacesIn } from '../../state/constraints.js'
import { unknownSpaces } from '../../state/space-names.js'
import type { Application } from '../../state/types.js'
import { applicationOfTag, existing, existingUnquoted } from './lookups.js'

const GetArgs = struct('ApplicationGet', { application: str, branch: str })

const ConfigSetArgs = struct('ConfigSetArgs', {
  Args: list(
    struct('ConfigSet', { application: str, generation: str, config: map(str), 'config-yaml': str }),
  ),
})

const ConfigUnsetArgs = struct('ApplicationConfigUnsetArgs', {
  Args: list(struct('ApplicationUnset', { application: str, branch: str, options: list(str) })),
})

const write = { access: 'write', changes: 'change' } as const
const read = { access: 'read' } as const

/** The methods of `Application` that read and set options, constraints and origin. */
export const applicationConfig: Facade = {
  Get: method(read, GetArgs, ({ model }, params) => shownApplication(existing(model, params.application))),

  GetConfig: method(read, Entities, ({ model }, { entities }) => ({
    Results: bulk(entities, ({ tag }) => ({ config: shownConfig(applicationOfTag(model, tag)) }), {
      config: null,
    }),
  })),

  CharmConfig: method(read, struct('ApplicationGetArgs', { args: list(GetArgs) }), ({ model }, { args }) => ({
    Results: bulk(args, (arg) => ({ config: shownConfig(existing(model, arg.application)) }), {
      config: null,
    }),
  })),

  SetConfigs: method(write, ConfigSetArgs, ({ model }, { Args }) => ({
    results: bulk(Args, (arg) => {
      if (arg['config-yaml'] !== '')
        throw new Refusal('config yaml not supported not implemented', 'not implemented')
      setConfig(existing(model, arg.application), arg.config)
      return {}
    }),
  })),

  UnsetApplicationsConfig: method(write, ConfigUnsetArgs, ({ model }, { Args }) => ({
    results: bulk(Args, (arg) => {
      const target = existingUnquoted(model, arg.application)
      for (const option of arg.options) {
        if (option === 'trust') target.trust = false
        target.config.delete(option)
      }
      return {}
    }),
  })),

  GetConstraints: method(read, Entities, ({ model }, { entities }) => ({
    results: bulk(entities, ({ tag }) => ({ constraints: applicationOfTag(model, tag).constraints }), {
      constraints: {},
    }),
  })),

  SetConstraints: method(
    write,
    struct('SetConstraints', { application: str, constraints: ConstraintsParam }),
    ({ state, model }, { application, constraints }) => {
      const target = existingUnquoted(model, application)
      const { container } = constraints
      if (
        unknownSpaces(state, spacesIn(constraints)).length > 0 ||
        (container !== undefined && !['', 'none', 'lxd'].includes(container))
      )
        throw new Refusal(INVALID_CONSTRAINTS)
      target.constraints = cleanConstraints(constraints)
      return {}
    },
  ),

  GetCharmURLOrigin: method(read, GetArgs, ({ model }, params) => {
    const target = model.applications.get(params.application)
    if (target === undefined) {
      const empty = { source: '', type: '', id: '', base: { name: '', channel: '' } }
      const error = { message: `application "${params.application}" not found`, code: 'not found' }
      return { url: '', 'charm-origin': empty, error }
    }
    return { url: target.charm.url, 'charm-origin': wireOrigin(target) }
  }),
}

/** Sets options and trust. @throws Refusal when an option is unknown or has the wrong type. */
export function setConfig(target: Application, given: Record<string, string>): void {
  const { trust, ...options } = given
  let values: Map<string, unknown>
  try {
    values = validConfig(target.charm.charm, options)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.message.startsWith('unknown option'))
      throw new Refusal(`invalid application config: ${error.message}`, 'not valid')
    throw error
  }
  for (const [name, value] of values) target.config.set(name, value)
  if (trust !== undefined) target.trust = trust === 'true'
}

function shownConfig(target: Application): Record<string, unknown> {
  const options = Object.entries(target.charm.charm.options ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(
    options.map(([name, option]) => [name, shownOption(option, target.config.get(name))]),
  )
}

function shownApplication(target: Application): Record<string, unknown> {
  return {
    application: target.name,
    charm: target.charm.charm.name,
    config: shownConfig(target),
    'application-config': {
      trust: {
        default: false,
        description: 'Does this application have access to trusted credentials',
        source: target.trust ? 'user' : 'default',
        type: 'bool',
        value: target.trust,
      },
    },
    constraints: target.constraints,
    base: trackOnly(target.base),
    channel: target.charm.source === 'local' ? '' : channelOf(target.origin),
    'endpoint-bindings': target.bindings,
  }
}
