import type { Lifecycle } from '../life/lifecycle.js'
import type { MaasState } from '../state/state.js'
import type { OAuthProvider } from './authentication.js'

/** The region that operations work on. */
export interface MaasContext {
  state: MaasState
  lifecycle: Lifecycle
  oauth: OAuthProvider
}
