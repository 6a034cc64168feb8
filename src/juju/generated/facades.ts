// Generated from spec/juju/ by `npm run generate`. Do not edit.

import type { AdminOperations } from './admin.js'
import type { AnnotationsOperations } from './annotations.js'
import type { ApplicationOffersOperations } from './application-offers.js'
import type { ApplicationOperations } from './application.js'
import type { CharmsOperations } from './charms.js'
import type { ClientOperations } from './client.js'
import type { CloudOperations } from './cloud.js'
import type { KeyManagerOperations } from './key-manager.js'
import type { MachineManagerOperations } from './machine-manager.js'
import type { ModelConfigOperations } from './model-config.js'
import type { ModelManagerOperations } from './model-manager.js'
import type { PingerOperations } from './pinger.js'
import type { ResourcesOperations } from './resources.js'
import type { SpacesOperations } from './spaces.js'

/** The operations of each facade. */
export interface Facades {
  Admin: AdminOperations
  Annotations: AnnotationsOperations
  ApplicationOffers: ApplicationOffersOperations
  Application: ApplicationOperations
  Charms: CharmsOperations
  Client: ClientOperations
  Cloud: CloudOperations
  KeyManager: KeyManagerOperations
  MachineManager: MachineManagerOperations
  ModelConfig: ModelConfigOperations
  ModelManager: ModelManagerOperations
  Pinger: PingerOperations
  Resources: ResourcesOperations
  Spaces: SpacesOperations
}
