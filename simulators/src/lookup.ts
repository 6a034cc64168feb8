/** The entry of that name. Names from outside, such as `constructor`, find nothing that every object inherits. */
export function lookup<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
