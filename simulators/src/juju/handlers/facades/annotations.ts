import { type Facade, method } from '../../server/facade.js'
import { list, map, str, struct } from '../../server/go-json.js'
import { Entities } from '../../server/params.js'
import { errorResult, Refusal } from '../../server/refusal.js'
import { parseTag } from '../../state/tags.js'
import { findUnit, type Model } from '../../state/types.js'

const SetArgs = struct('AnnotationsSet', {
  annotations: list(struct('EntityAnnotations', { entity: str, annotations: map(str) })),
})

export const annotations: Facade = {
  Get: method({ access: 'read' }, Entities, ({ model }, { entities }) => ({
    results: entities.map(({ tag }) => {
      const missing = missingId(model, tag)
      return missing === undefined
        ? { entity: tag, annotations: model.annotations.get(tag) ?? {}, error: {} }
        : {
            entity: tag,
            annotations: null,
            error: errorResult(
              new Refusal(
                `getting annotations for "${tag}": loading annotations for ID: "${missing}": unable to find UUID for ID: "${missing}" not found`,
              ),
            ),
          }
    }),
  })),

  // Success is an empty list, not one result per entity. An empty value removes the annotation.
  Set: method({ access: 'write' }, SetArgs, ({ model }, params) => {
    const results: unknown[] = []
    for (const { entity, annotations: given } of params.annotations) {
      try {
        check(model, entity, Object.keys(given))
      } catch (error) {
        results.push(errorResult(error))
        continue
      }
      const kept = { ...model.annotations.get(entity), ...given }
      model.annotations.set(
        entity,
        Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== '')),
      )
    }
    return { results }
  }),
}

function check(model: Model, entity: string, keys: readonly string[]): void {
  const missing = missingId(model, entity)
  const setting = `setting annotations for "${entity}"`
  if (missing !== undefined) {
    throw new Refusal(
      `${setting}: updating annotations for "${missing}": setting annotations for ID: "${missing}": unable to find UUID for ID: "${missing}" not found`,
    )
  }
  const dotted = keys.find((key) => key.includes('.'))
  if (dotted !== undefined) throw new Refusal(`${setting}: key "${dotted}" contains period: invalid key`)
}

/** The id of a tag when the model has no such entity. @throws Refusal when it is not a tag. */
function missingId(model: Model, tag: string): string | undefined {
  const { kind, id } = parseTag(tag)
  const isThere =
    kind === 'application'
      ? model.applications.has(id)
      : kind === 'unit'
        ? findUnit(model, id) !== undefined
        : kind === 'machine'
          ? model.machines.has(id)
          : true
  return isThere ? undefined : id
}
