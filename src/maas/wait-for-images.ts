import { ConfigurationError } from '../core/errors.js'
import type { Redactor } from '../core/redact.js'
import { type WaitLook, type WaitOptions, waitUntil } from '../core/wait.js'
import type { BootResource, GeneratedMaasBootResources } from './generated/api2/boot-resources.js'
import { readReplies } from './read-replies.js'

/** What every wait of the client needs. */
export interface WaitContext {
  redactor: Redactor
  closing: AbortSignal
}

const TWO_HOURS_MS = 7_200_000

/** Waits until MAAS has images completely: the list of images, then each image that was not complete at the last check. */
export async function waitForImages(
  images: GeneratedMaasBootResources,
  names: string | readonly string[],
  options: WaitOptions,
  { redactor, closing }: WaitContext,
): Promise<BootResource[]> {
  const wanted = [...new Set([names].flat())]
  for (const name of wanted)
    if (typeof name !== 'string' || name === '')
      throw new ConfigurationError({
        system: 'maas',
        operation: 'bootResources.waitFor',
        summary: 'bootResources.waitFor: the name of an image must be a non-empty string',
        hint: 'Pass names as bootResources.list returns them, such as ubuntu/jammy',
      })
  const complete = new Map<number, BootResource>()
  const look = async (signal: AbortSignal): Promise<WaitLook> => {
    const listed = (await images.list({}, { signal })).filter(({ name }) => wanted.includes(name))
    for (const { id } of listed) {
      if (complete.has(id)) continue
      const image = await images.get(id, { signal })
      if (progressOf(image) === 100) complete.set(id, image)
      else complete.delete(id)
    }
    const states = Object.fromEntries(
      wanted.map((name) => {
        const of = listed.filter((image) => image.name === name)
        const done = of.filter(({ id }) => complete.has(id)).length
        return [
          name,
          of.length === 0 ? 'absent' : done === of.length ? 'complete' : `${done} of ${of.length} complete`,
        ]
      }),
    )
    return { states, done: wanted.filter((name) => states[name] === 'complete') }
  }
  await waitUntil(
    {
      system: 'maas',
      operation: 'bootResources.waitFor',
      goal: `the images ${wanted.slice(0, 3).join(', ')}${wanted.length > 3 ? ` and ${wanted.length - 3} more` : ''}`,
      timeoutMs: TWO_HOURS_MS,
      redactor,
      closing,
      look: (signal) => readReplies('bootResources.waitFor', () => look(signal)),
      explain: async () => [
        (await images.isImporting())
          ? 'MAAS is importing images'
          : 'MAAS is not importing images: start an import, and check the selections of its boot sources',
      ],
    },
    options,
  )
  return [...complete.values()].filter(({ name }) => wanted.includes(name))
}

/** The progress of the newest version of an image, in percent. */
function progressOf({ sets = {} }: BootResource): number {
  const newest = Object.keys(sets).toSorted().at(-1)
  const set = newest === undefined ? undefined : sets[newest]
  return set === undefined ? 0 : set.complete ? 100 : Math.min(set.progress ?? 0, 99)
}
