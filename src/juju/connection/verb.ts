import { checkFields, type Form } from '../../core/arguments.js'
import { checkCallOptions, type FacadeCallOptions, type JujuCallOptions } from '../options.js'
import { startTotalTimeout } from './total-timeout.js'

const VERB = Symbol('verb')
const GIVEN = Symbol('given')

/** Request options with the name of the verb that the user called, and what it was given. */
export interface VerbOptions extends FacadeCallOptions {
  readonly [VERB]?: string
  readonly [GIVEN]?: readonly object[]
}

/**
 * Starts a verb: checks its options before anything is sent, and returns request options that pass its name to every call.
 * A verb used by another verb keeps the name of the outer one.
 *
 * @param params what the verb was given: its errors show no secrets of it
 * @throws ConfigurationError
 */
export function beginVerb<T extends object>(
  name: string,
  options: JujuCallOptions | undefined,
  form?: Form<T>,
  params?: T,
): VerbOptions {
  checkCallOptions(name, options)
  if (form !== undefined) checkFields('juju', name, form, params)
  const given = [...givenTo(options), ...(params === undefined ? [] : [params])]
  return { ...startTotalTimeout(options ?? {}), [VERB]: verbOf(options) ?? name, [GIVEN]: given }
}

/** The verb that the user called, such as `applications.addUnit`; undefined for a call made by facade and method. */
export const verbOf = (options: VerbOptions | undefined): string | undefined => options?.[VERB]

/** What the verb was given, and those that use it. */
export const givenTo = (options: VerbOptions | undefined): readonly object[] => options?.[GIVEN] ?? []
