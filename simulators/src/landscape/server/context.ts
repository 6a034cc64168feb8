import type { ActivityQueue } from '../life/activities.js'
import type { ProfileScheduler } from '../life/profiles.js'
import type { LandscapeState } from '../state/state.js'
import type { Computer } from '../state/types.js'
import type { TokenIssuer } from './tokens.js'

/** What a script does on a computer; the default prints nothing and exits with 0. */
export type ScriptRunner = (
  script: { title: string; interpreter: string; code: string },
  computer: Computer,
) => { output: string; code: number }

/** What handlers work on: the state, what moves it, credentials and options. */
export interface LandscapeContext {
  state: LandscapeState
  queue: ActivityQueue
  profiles: ProfileScheduler
  tokens: TokenIssuer
  credentials: { accessKey: string; secretKey: string; password: string }
  /** `http://127.0.0.1:PORT/api/` */
  uri: string
  packageVersion: string
  runScript: ScriptRunner
  /** The server's wall clock in epoch milliseconds, with its skew. */
  wallNow: () => number
  /** Signed actions (`RemoveComputers`) and REST operations (`POST /computers:delete`) that the administrator may not use. */
  denied: Set<string>
}
