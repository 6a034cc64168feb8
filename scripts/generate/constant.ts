/** A table of facts: `constant` names the export, `value` is the table, `also: simulators` writes it for that package too. */
export interface ConstantSpec {
  constant: string
  value: unknown
  also?: 'simulators'
}

export const isConstantSpec = (spec: object): spec is ConstantSpec => 'constant' in spec

export const emitConstant = (spec: ConstantSpec): string =>
  `export const ${spec.constant} = ${literal(spec.value)} as const\n`

/** A value as TypeScript source: short things on one line, keys bare where they may be. */
export function literal(value: unknown, indent = ''): string {
  if (value === null || typeof value !== 'object')
    return typeof value === 'string' ? quote(value) : String(value)
  const inner = `${indent}  `
  const parts = Array.isArray(value)
    ? value.map((item) => literal(item, inner))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${propertyName(key)}: ${literal(item, inner)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }']
  const line = `${open}${parts.join(', ')}${close}`
  if (parts.length === 0) return Array.isArray(value) ? '[]' : '{}'
  if (line.length + indent.length <= 140 && !line.includes('\n')) return line
  return `${open.trim()}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close.trim()}`
}

export const quote = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

export const propertyName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name))
