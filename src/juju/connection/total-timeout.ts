import { checkMs, type RequestOptions } from '../../core/options.js'
import { LONGEST_MS } from '../../core/sleep.js'

/** The reason of a signal that aborts when `totalTimeoutMs` has passed. */
export class TotalTimeout {
  constructor(readonly ms: number) {}
}

/**
 * Options whose signal also aborts when `totalTimeoutMs` has passed: one clock for connecting, for all tries, and for all calls that a
 * verb makes.
 */
export function startTotalTimeout<Options extends RequestOptions>(options: Options): Options {
  const ms = checkMs('juju', 'totalTimeoutMs', options.totalTimeoutMs, 0)
  if (ms === 0) return options
  const { totalTimeoutMs: _started, signal, ...others } = options
  const controller = new AbortController()
  setTimeout(() => controller.abort(new TotalTimeout(ms)), Math.min(ms, LONGEST_MS)).unref()
  const total = controller.signal
  return { ...others, signal: signal === undefined ? total : AbortSignal.any([signal, total]) } as Options
}
