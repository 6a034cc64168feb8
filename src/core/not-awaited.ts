import { ConfigurationError } from './errors.js'

/** What plain JavaScript does with an array that it has not awaited. */
const OF_ARRAYS = [
  '0',
  'length',
  'at',
  'every',
  'filter',
  'find',
  'forEach',
  'join',
  'map',
  'reduce',
  'slice',
  'some',
  Symbol.iterator,
]

/**
 * Makes the members of an array throw an error that says to await, on an object that stands for data that has not arrived.
 *
 * @param label what was called, such as `MAAS machines.list`
 */
export function refuseUseBeforeAwait<T extends object>(prototype: T, label: (pending: T) => string): void {
  for (const name of OF_ARRAYS)
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: T): never {
        const used =
          typeof name === 'symbol' ? 'for...of and spread need' : `${name === '0' ? '[0]' : `.${name}`} needs`
        throw new ConfigurationError({
          summary: `${label(this)} was not awaited, and ${used} its data`,
          hint: 'Write `await` before the call',
        })
      },
    })
}
