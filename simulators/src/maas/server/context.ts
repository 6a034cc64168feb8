import type { ImageImport } from '../life/image-import.js'
import type { Lifecycle } from '../life/lifecycle.js'
import type { MaasState } from '../state/state.js'
import type { OAuthProvider } from './authentication.js'

/** What operations work on: the state, what moves it, and the API keys. */
export interface MaasContext {
  state: MaasState
  lifecycle: Lifecycle
  images: ImageImport
  oauth: OAuthProvider
}
