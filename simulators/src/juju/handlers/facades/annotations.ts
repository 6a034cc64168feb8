import { type Facade, method } from '../../server/facade.js'
import { list, map, str, struct } from '../../server/go-json.js'
import { Entities } from '../../server/params.js'
import { errorResult } from '../../server/refusal.js'
import { parseTag } from '../../state/tags.js'

const SetArgs = struct('AnnotationsSet', {
  annotations: list(struct('EntityAnnotations', { entity: str, annotations: map(str) })),
})

export const annotations: Facade = {
  Get: method({ access: 'read' }, Entities, ({ model }, { entities }) => ({
    results: entities.map(({ tag }) => ({
      entity: tag,
      annotations: model.annotations.get(tag) ?? {},
      error: {},
    })),
  })),

  // Success is an empty list, not one result per entity. An empty value removes the annotation.
  Set: method({ access: 'write' }, SetArgs, ({ model }, params) => {
    const results: unknown[] = []
    for (const { entity, annotations: given } of params.annotations) {
      try {
        parseTag(entity)
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
