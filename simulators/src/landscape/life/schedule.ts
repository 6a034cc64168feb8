import { refuse } from '../server/refusal.js'

const days = ['su', 'mo', 'tu', 'we', 'th', 'fr', 'sa'] as const
export type Day = (typeof days)[number]

/** When a profile runs, in UTC: hourly at a minute, or weekly on days at an hour and a minute. */
export type Schedule =
  { every: 'hour'; atMinute: number } | { every: 'week'; atMinute: number; atHour: number; onDays: Day[] }

export interface ScheduleFields {
  every: string
  at_minute: number
  at_hour: number | null
  on_days: readonly string[]
}

const within = (value: number, end: number) => Number.isInteger(value) && value >= 0 && value < end

/** Reads a schedule from the fields of a profile. @throws Refusal for an invalid time. */
export function parseSchedule({
  every,
  at_minute: atMinute,
  at_hour: atHour,
  on_days,
}: ScheduleFields): Schedule {
  if (!within(atMinute, 60)) throw refuse('InvalidScheduleFormat', 'at_minute is not 0 to 59')
  if (every === 'hour') return { every, atMinute }
  if (every !== 'week') throw refuse('InvalidScheduleFormat', 'every is hour or week')
  if (on_days.length === 0) throw refuse('MissingParameter', 'A week needs on_days')
  if (atHour === null) throw refuse('MissingParameter', 'A week needs at_hour')
  if (!within(atHour, 24)) throw refuse('InvalidScheduleFormat', 'at_hour is not 0 to 23')
  const onDays = days.filter((day) => on_days.includes(day))
  if (onDays.length < new Set(on_days).size)
    throw refuse('InvalidScheduleFormat', 'on_days are mo, tu, we, th, fr, sa, su')
  return { every, atMinute, atHour, onDays }
}

/** The fields of a schedule as profiles show them: an hourly one has neither days nor an hour. */
export const scheduleFields = (schedule: Schedule) => ({
  every: schedule.every,
  at_minute: schedule.atMinute,
  ...(schedule.every === 'week' && { at_hour: schedule.atHour, on_days: schedule.onDays }),
})

/** As a recurrence rule (entities.json, UpgradeProfile). */
export const recurrenceRule = (schedule: Schedule): string =>
  schedule.every === 'hour'
    ? `FREQ=HOURLY;BYMINUTE=${schedule.atMinute}`
    : `FREQ=WEEKLY;BYDAY=${schedule.onDays.join(',').toUpperCase()};BYHOUR=${schedule.atHour};BYMINUTE=${schedule.atMinute}`

const hourMs = 3_600_000

/** The first time of the schedule after `afterMs`. */
export function nextRun(schedule: Schedule, afterMs: number): number {
  const step = schedule.every === 'hour' ? hourMs : 24 * hourMs
  const offset = schedule.atMinute * 60_000 + (schedule.every === 'week' ? schedule.atHour * hourMs : 0)
  let time = Math.floor(afterMs / step) * step + offset
  while (time <= afterMs || !onDay(schedule, time)) time += step
  return time
}

function onDay(schedule: Schedule, timeMs: number): boolean {
  const day = days[new Date(timeMs).getUTCDay()]
  return schedule.every === 'hour' || (day !== undefined && schedule.onDays.includes(day))
}
