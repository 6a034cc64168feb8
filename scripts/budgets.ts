import { readFileSync } from 'node:fs'

interface Budget {
  max: number
  why: string
  /** Whether measurements vary between runs: then a lower figure does not mean that the budget can be lowered. */
  noisy?: boolean
}

/** The limits of budgets.json, by name. */
export const budgets = JSON.parse(
  readFileSync(new URL('../budgets.json', import.meta.url), 'utf8'),
) as Record<string, Budget>

/**
 * Compares one measurement with its budget.
 *
 * @returns a line to print, and whether the measurement is within the budget
 */
export function compare(name: string, value: number, limits = budgets): { ok: boolean; line: string } {
  const budget = limits[name]
  const figure = Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(2)
  if (budget === undefined) return { ok: false, line: `FAIL ${name}: ${figure}; no budget in budgets.json` }
  const max = budget.max.toLocaleString('en')
  if (!(value <= budget.max))
    return { ok: false, line: `FAIL ${name}: ${figure} is above the budget of ${max} (${budget.why})` }
  const canBeLowered = budget.noisy !== true && value < budget.max * 0.9
  return {
    ok: true,
    line: `ok   ${name}: ${figure} of ${max}${canBeLowered ? '; the budget can be lowered' : ''}`,
  }
}

/** Compares several measurements, prints a line for each, and sets the exit code if one is above its budget. */
export function report(measured: Record<string, number>): void {
  for (const [name, value] of Object.entries(measured)) {
    const { ok, line } = compare(name, value)
    console.log(line)
    if (!ok) process.exitCode = 1
  }
}
