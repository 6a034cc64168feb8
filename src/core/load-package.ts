/** A package that this one needs cannot be loaded: it is missing, or a bundler has changed it. */
export class PackageLoadError extends Error {
  constructor(
    name: string,
    readonly hint: string,
    options: ErrorOptions,
  ) {
    super(`the package ${name} cannot be loaded`, options)
  }
}

/**
 * Loads a package on first use.
 *
 * @throws PackageLoadError with what to do
 */
export async function loadPackage<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (cause) {
    throw new PackageLoadError(name, hintFor(name, cause), { cause })
  }
}

function hintFor(name: string, cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause)
  // esbuild's replacement of `require`, and the import of a module that only newer releases of Node have, which rollup writes.
  if (/^Dynamic require of |No such built-in module/.test(message))
    return `The program was bundled: keep ${name} external, or see the guide docs/bundling.md for the option of your bundler`
  if (/cannot find (module|package)/i.test(message))
    return `Install ${name}, a dependency of canonical-stack, next to the program; a bundler that keeps it external leaves that to you`
  return `See the cause; reinstall ${name}, a dependency of canonical-stack`
}
