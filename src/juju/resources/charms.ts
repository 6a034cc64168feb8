import { ConfigurationError } from '../../core/errors.js'
import type { RequestOptions } from '../../core/options.js'
import { fullChannel, parseCharmName } from '../syntax/charm-name.js'
import { checkItems } from '../errors.js'
import { type CharmMeta, CharmsOperations } from '../generated/charms.js'
import type { Base, CharmOrigin } from '../generated/common.js'
import { ModelConfigOperations } from '../generated/model-config.js'
import type { Link } from '../connection/endpoint.js'
import { baseValue } from '../syntax/values.js'

export interface CharmWanted {
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

/** A charm that the model keeps. */
export interface AddedCharm extends FoundCharm {
  meta: CharmMeta | undefined
}

/** Finds charms on Charmhub and makes a model keep them. */
export class CharmStore {
  readonly #link: Link
  readonly #facade: CharmsOperations
  #modelBase: Promise<Base | undefined> | undefined

  constructor(link: Link) {
    this.#link = link
    this.#facade = new CharmsOperations(link)
  }

  /** Finds a charm, and changes nothing. Its base is the one that is asked for, else the model's if the charm supports it, else the charm's own. */
  async find(
    { charm, channel, revision, base, architecture }: CharmWanted,
    options: RequestOptions,
  ): Promise<FoundCharm> {
    const name = hubName(charm, 'Deploy it with juju deploy first; the bundle then finds it there')
    const [track, risk] = channel === undefined ? [] : fullChannel(channel).split('/')
    const { Results } = await this.#facade.resolveCharms(
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
      options,
    )
    const [found] = checkItems(this.#link.factsOf('Charms', 'ResolveCharms'), [charm], Results)
    if (found === undefined)
      throw new ConfigurationError({
        system: 'juju',
        summary: `Juju answered nothing about the charm ${charm}`,
      })
    const chosen =
      base === undefined ? await this.#preferredBase(found['supported-bases'] ?? [], options) : undefined
    return {
      url: found.url,
      origin: { ...found['charm-origin'], ...(chosen === undefined ? {} : { base: chosen }) },
    }
  }

  /** Makes the model keep a charm that was found. Doing it twice is no error. */
  async add(found: FoundCharm, options: RequestOptions): Promise<AddedCharm> {
    const added = await this.#facade.addCharm(
      { url: found.url, 'charm-origin': found.origin, force: false },
      options,
    )
    checkItems(this.#link.factsOf('Charms', 'AddCharm'), [found.url], [added])
    const { meta } = await this.#facade.charmInfo({ url: found.url }, options)
    return { url: found.url, origin: added['charm-origin'], meta }
  }

  /** The model's default base, if the charm supports it. */
  async #preferredBase(supported: readonly Base[], options: RequestOptions): Promise<Base | undefined> {
    const wanted = await (this.#modelBase ??= this.#defaultBase(options))
    return wanted !== undefined &&
      supported.some(
        ({ name, channel }) => name === wanted.name && trackOf(channel) === trackOf(wanted.channel),
      )
      ? wanted
      : undefined
  }

  async #defaultBase(options: RequestOptions): Promise<Base | undefined> {
    const { config } = await new ModelConfigOperations(this.#link).modelGet(options)
    const base = config['default-base']?.value
    return typeof base === 'string' && base !== '' ? baseValue(base) : undefined
  }
}

const bad = (summary: string, hint: string): ConfigurationError =>
  new ConfigurationError({ system: 'juju', summary, hint: hint.replace(/\.$/, '') })

/** The name of a charm on Charmhub; throws for what is none: charms of the old store, and files. */
export function hubName(charm: string, localHint: string): string {
  if (typeof charm !== 'string')
    throw bad(
      `The charm cannot be deployed: ${String(charm)} is no name`,
      'Give its name on Charmhub, such as keystone',
    )
  const parsed = parseCharmName(charm)
  if (parsed.kind === 'local' || charm.endsWith('.charm'))
    throw bad(
      `The charm ${charm} cannot be deployed: charms from files are not supported here yet`,
      localHint,
    )
  if (parsed.kind === 'mistake') throw bad(`The charm cannot be deployed: ${parsed.message}`, parsed.hint)
  return parsed.name
}

const trackOf = (channel: string): string => channel.split('/')[0] ?? channel
