/** The entry of that name. Names from outside, such as `constructor`, find nothing that every object inherits. */
export function lookup<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined
}
