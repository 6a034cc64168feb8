import { select } from '../../replies/status-filter.js'
import { fullStatus } from '../../replies/status.js'
import { type Facade, method } from '../../server/facade.js'
import { anything, bool, int, list, str, struct } from '../../server/go-json.js'
import { Empty } from '../../server/params.js'
import { Refusal } from '../../server/refusal.js'

const HistoryArgs = struct('StatusHistoryRequests', {
  requests: list(struct('StatusHistoryRequest', { historyKind: str, size: int, filter: anything, tag: str })),
})

export const client: Facade = {
  FullStatus: method(
    { access: 'read' },
    struct('StatusParams', { patterns: list(str), 'include-storage': bool }),
    ({ state, model, user }, { patterns }) => fullStatus(state, model, select(model, patterns), user),
  ),

  StatusHistory: method({ access: 'read' }, HistoryArgs, (_call, { requests }) => {
    if (requests.length > 1) throw new Refusal('multiple requests not supported', 'not supported')
    return { results: requests.map(() => ({ history: { statuses: [] } })) }
  }),

  WatchAll: method({ access: 'read' }, Empty, () => {
    throw new Refusal('WatchAll not implemented', 'not implemented')
  }),
}
