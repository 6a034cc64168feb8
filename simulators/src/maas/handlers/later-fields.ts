import type { Params } from '../server/params.js'
import { formBoolean } from '../server/param-values.js'
import { isFrom, knowsParameter } from '../state/releases.js'
import type { MaasState } from '../state/state.js'
import type { Machine } from '../state/types.js'

const fields = { enable_kernel_crash_dump: 'kernelCrashDump', is_dpu: 'isDpu' } as const

/** Reads the fields of a machine that are newer than 3.4; an update takes them since 3.8, a deployment only the first. */
export function readLaterFields(
  state: MaasState,
  machine: Machine,
  data: Params,
  purpose: 'create' | 'update' | 'deploy',
): void {
  if (purpose === 'update' && !isFrom(state.release, '3.8')) return
  for (const [name, key] of Object.entries(fields)) {
    if (!data.has(name) || !knowsParameter(state.release, name)) continue
    if (purpose === 'deploy' && name === 'is_dpu') continue
    machine[key] = formBoolean(data.get(name))
  }
}
