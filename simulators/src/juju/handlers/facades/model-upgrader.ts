import { type Facade, method } from '../../server/facade.js'
import { bool, str, struct } from '../../server/go-json.js'
import { Refusal } from '../../server/refusal.js'
import { modelByTag } from './lookups.js'

const UpgradeArgs = struct('UpgradeModelParams', {
  'model-tag': str,
  'target-version': str,
  'agent-stream': str,
  'ignore-agent-versions': bool,
  'dry-run': bool,
})

export const modelUpgrader: Facade = {
  // The simulator has no other agent binaries, as the recorded controller had none.
  UpgradeModel: method({ access: 'login' }, UpgradeArgs, ({ state }, params) => {
    modelByTag(state, params['model-tag'])
    throw new Refusal('no recommended versions found')
  }),

  AbortModelUpgrade: method(
    { access: 'login' },
    struct('ModelParam', { 'model-tag': str }),
    ({ state }, params) => {
      modelByTag(state, params['model-tag'])
      return {}
    },
  ),
}
