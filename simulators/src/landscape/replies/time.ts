/** Epoch milliseconds as Landscape writes times: `YYYY-MM-DDTHH:MM:SSZ`. */
export const iso = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')

export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms))

/** Scripts carry naive times with microseconds: `YYYY-MM-DDTHH:MM:SS.ffffff` (entities.json, datetime-naive). */
export const naive = (ms: number): string => new Date(ms).toISOString().replace('Z', '000')

/** The alert summary has a space between date and time (entities.json, datetime-space). */
export const spaced = (ms: number): string => naive(ms).replace('T', ' ')

/** Reads a date of any precision from the year on (`2011`, `2011-01`, `2011-01-05T10:00:00Z`), in UTC; undefined for anything else. */
export function parseTime(text: string): number | undefined {
  if (!/^\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/.test(text))
    return undefined
  const zoned = /[T ]/.test(text) && !/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? `${text}Z` : text
  const ms = Date.parse(zoned)
  return Number.isNaN(ms) ? undefined : ms
}
