import { formatValue } from '../../core/arguments.js'
import { ConfigurationError } from '../../core/errors.js'
import { afterChange } from '../../core/errors/with-operation.js'
import { fullChannel, parseCharmName } from '../syntax/charm-name.js'
import type { FacadeCaller } from '../connection/caller.js'
import type { VerbOptions } from '../connection/verb.js'
import { foundError } from '../errors.js'
import type { CharmMeta, CharmsFacade } from '../generated/facades/charms.js'
import type { Base, CharmOrigin } from '../generated/facades/common.js'
import { baseValue } from '../syntax/base.js'

export interface CharmQuery {
  charm: string
  channel?: string
  revision?: number
  base?: string
  architecture?: string
}

/** A charm as Charmhub has it for this model. */
export interface FoundCharm {
  url: string
  origin: CharmOrigin
}

/** A charm that was added to the model. */
export interface AddedCharm extends FoundCharm {
  meta: CharmMeta | undefined
}

/** Finds charms on Charmhub and adds them to a model. */
export class CharmStore {
  readonly #caller: FacadeCaller
  readonly #facade: CharmsFacade
  #modelBase: Promise<Base | undefined> | undefined

  constructor(caller: FacadeCaller) {
    this.#caller = caller
    this.#facade = caller.facade('Charms')
  }

  /** Finds a charm without changes. Its base is the given one, else the model's if the charm supports it, else the charm's own. */
  async find(
    { charm, channel, revision, base, architecture }: CharmQuery,
    verb: VerbOptions,
  ): Promise<FoundCharm> {
    const name = hubName(
      charm,
      'model.deployBundle',
      'Deploy it with juju deploy first; the bundle then uses it',
    )
    const [track, risk] = channel === undefined ? [] : fullChannel(channel).split('/')
    const [found] = await this.#facade.resolveCharms(
      {
        resolve: [
          {
            reference: `ch:${name}`,
            'charm-origin': {
              source: 'charm-hub',
              type: '',
              id: '',
              base: base === undefined ? { name: '', channel: '' } : baseValue(base),
              ...(track === undefined || risk === undefined ? {} : { track, risk }),
              ...(revision === undefined ? {} : { revision }),
              ...(architecture === undefined ? {} : { architecture }),
            },
          },
        ],
      },
      verb,
    )
    if (found === undefined) {
      const call = this.#caller.factsOf({ facade: 'Charms', method: 'ResolveCharms' }, verb)
      throw foundError(call, { reason: 'other', problem: `the reply does not contain the charm ${charm}` })
    }
    const chosen =
      base === undefined ? await this.#preferredBase(found['supported-bases'] ?? [], verb) : undefined
    return {
      url: found.url,
      origin: { ...found['charm-origin'], ...(chosen === undefined ? {} : { base: chosen }) },
    }
  }

  /** Adds a found charm. Adding it twice is not an error. */
  async add(found: FoundCharm, verb: VerbOptions): Promise<AddedCharm> {
    const added = await this.#facade.addCharm(
      { url: found.url, 'charm-origin': found.origin, force: false },
      verb,
    )
    const { meta } = await this.#facade.charmInfo({ url: found.url }, verb).catch((error: unknown) => {
      throw afterChange(error)
    })
    return { url: found.url, origin: added['charm-origin'], meta }
  }

  /** The model's default base, if the charm supports it. */
  async #preferredBase(supported: readonly Base[], verb: VerbOptions): Promise<Base | undefined> {
    const wanted = await (this.#modelBase ??= this.#defaultBase(verb))
    return wanted !== undefined &&
      supported.some(
        ({ name, channel }) => name === wanted.name && trackOf(channel) === trackOf(wanted.channel),
      )
      ? wanted
      : undefined
  }

  async #defaultBase(verb: VerbOptions): Promise<Base | undefined> {
    const { config } = await this.#caller.facade('ModelConfig').modelGet(verb)
    const base = config['default-base']?.value
    return typeof base === 'string' && base !== '' ? baseValue(base) : undefined
  }
}

/** The name of a charm on Charmhub. Throws `ConfigurationError` for anything else: charms of the old store, and files. */
export function hubName(charm: string, operation: string, localHint: string): string {
  const invalid = (problem: string, hint: string): ConfigurationError =>
    new ConfigurationError({
      system: 'juju',
      operation,
      summary: `${operation}: ${problem}`,
      hint: hint.replace(/\.$/, ''),
    })
  if (typeof charm !== 'string')
    throw invalid(
      `the charm must be a string, got ${formatValue(charm)}`,
      'Pass its name on Charmhub, such as keystone',
    )
  const parsed = parseCharmName(charm)
  if (parsed.kind === 'local' || charm.endsWith('.charm'))
    throw invalid(`the charm ${charm} is a file, and charms from files are not supported yet`, localHint)
  if (parsed.kind === 'mistake') throw invalid(`the charm ${parsed.message}`, parsed.hint)
  return parsed.name
}

const trackOf = (channel: string): string => channel.split('/')[0] ?? channel
