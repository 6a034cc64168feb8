/** Whether a server of this version, such as `24.04.3-0landscape0`, has what was added in a release, such as `24.10`. */
export function isSince(packageVersion: string, release: string): boolean {
  const own = numbers(packageVersion)
  for (const [index, wanted] of numbers(release).entries()) {
    const difference = (own[index] ?? 0) - wanted
    if (difference !== 0) return difference > 0
  }
  return true
}

/** The numbers at the beginning of a version: 24, 4 and 3 of `24.04.3-0landscape0`. */
const numbers = (version: string): number[] =>
  (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number)
