import type { RestOperation } from '../../src/core/operations.js'
import { fieldsOf, type KnownField } from '../../src/core/shape/shape.js'
import { TEXT_FORMS } from '../../src/core/shape/text-forms.js'
import { parseType, type Type } from '../../src/core/shape/type.js'
import { shapes } from '../../src/maas/generated/api2/shapes.js'
import type { MaasClient } from '../../src/maas/index.js'

/** The parameters of an operation. */
export function paramsOf({ params }: RestOperation): KnownField[] {
  const shape = params === undefined ? undefined : shapes[params]
  return shape === undefined || typeof shape === 'string' ? [] : fieldsOf(shape, {})
}

/** A value of a type. */
export function sampleOf(type: Type): unknown {
  switch (type.kind) {
    case 'plain':
      return SAMPLES[type.name] ?? TEXT_FORMS[type.name]?.example ?? 'text'
    case 'enum':
      return type.words[0]
    case 'array':
      return [sampleOf(type.of)]
    case 'map':
      return { name: sampleOf(type.of) }
    case 'nullable':
      return sampleOf(type.of)
    case 'union':
      return sampleOf(type.of[0] as Type)
    case 'ref': {
      const shape = shapes[type.name]
      if (typeof shape === 'string') return sampleOf(parseType(shape))
      return Object.fromEntries(
        fieldsOf(shape ?? {}, {})
          .filter(({ required }) => required)
          .map((field) => [field.name, sampleOf(field.type)]),
      )
    }
  }
}

const SAMPLES: Record<string, unknown> = {
  int: 1,
  number: 1,
  bool: true,
  bytes: new Uint8Array([1]),
  file: { filename: 'a.txt', content: 'text' },
  date: '2027-01-31T02:00:00Z',
}

/** What a handwritten method demands beyond the parameters of its operation. */
const DEMANDED: Record<string, Record<string, unknown>> = { 'machines.allocate': { mem: 1 } }

/** The parameters that an operation requires, with values. */
export const requiredOf = (operation: RestOperation): Record<string, unknown> => ({
  ...DEMANDED[operation.id],
  ...Object.fromEntries(
    paramsOf(operation)
      .filter(({ required }) => required)
      .map(({ name, type }) => [name, sampleOf(type)]),
  ),
})

/** Calls the method of an operation. */
export function callOf(
  maas: MaasClient,
  { id, path, params }: RestOperation,
  given: Readonly<Record<string, unknown>>,
): PromiseLike<unknown> {
  const [resource = '', name = resource] = id.split('.')
  const owner = (id.includes('.') ? (maas as unknown as Record<string, object>)[resource] : maas) as Record<
    string,
    (...args: unknown[]) => PromiseLike<unknown>
  >
  const args = [...path.matchAll(/\{\w+\+?\}/g)].map(() => '1')
  return Promise.resolve().then(() => owner[name]?.(...args, ...(params === undefined ? [] : [given])))
}
