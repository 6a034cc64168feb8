/** What is wrong with a host name, with or without a domain; undefined for a right one. */
export function hostnameProblem(name: string): string | undefined {
  if (name.length > 255) return 'Hostname is too long.  Maximum allowed is 255 characters.'
  const labels = name.split('.')
  if (labels[0]?.includes('_')) return `Host label cannot contain underscore: '${labels[0]}'.`
  for (const label of labels) {
    if (label === '') return 'DNS name contains an empty label.'
    if (label.length > 63) return `Label is too long: '${label}'.  Maximum allowed is 63 characters.`
    if (/^-|-$/.test(label)) return `Label cannot start or end with hyphen: '${label}'.`
    if (!/^[a-zA-Z0-9-]*$/.test(label)) return `Label contains disallowed characters: '${label}'.`
  }
  return undefined
}
