/** The name and revision in a reference such as `ch:amd64/jammy/ubuntu-106` or `ubuntu`. */
export function parseReference(reference: string): { name: string; revision?: number } {
  const last = reference.slice(reference.lastIndexOf('/') + 1).replace(/^[a-z]+:/, '')
  const match = /^(.*?)-(\d+)$/.exec(last)
  return match === null ? { name: last } : { name: match[1] ?? '', revision: Number(match[2]) }
}
