import { type Facade, method } from '../../server/facade.js'
import { str, struct } from '../../server/go-json.js'
import { Empty } from '../../server/params.js'
import { errorResult, Refusal } from '../../server/refusal.js'
import { tagOf } from '../../state/tags.js'

const KINDS = ['BlockDestroy', 'BlockRemove', 'BlockChange']

const Switch = struct('BlockSwitchParams', { type: str, message: str })

export const blocks: Facade = {
  // Without blocks the reply has no list (disabled-commands.json).
  List: method({ access: 'read' }, Empty, ({ model }) => {
    const tag = tagOf('model', model.uuid)
    const all = [...model.blocks].map(([type, message], id) => ({
      result: { id: String(id), tag, type, message },
    }))
    return all.length === 0 ? {} : { results: all }
  }),

  SwitchBlockOn: method({ access: 'write' }, Switch, ({ model }, { type, message }) => {
    if (!KINDS.includes(type))
      return errorResult(new Refusal(`unknown block type "${type}" not valid`, 'not valid'))
    // A block that is on stays as it is.
    if (!model.blocks.has(type)) model.blocks.set(type, message)
    return {}
  }),

  SwitchBlockOff: method({ access: 'write' }, Switch, ({ model }, { type }) => {
    if (!model.blocks.delete(type))
      return errorResult(new Refusal('executing block command: block not found'))
    return {}
  }),
}
