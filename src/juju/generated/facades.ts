// Generated from spec/juju/ by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../core/operations.js'
import { type AdminCalls, admin } from './facades/admin.js'
import { type AnnotationsCalls, annotations } from './facades/annotations.js'
import { type ApplicationOffersCalls, applicationOffers } from './facades/application-offers.js'
import { type ApplicationCalls, application } from './facades/application.js'
import { type CharmsCalls, charms } from './facades/charms.js'
import { type ClientCalls, client } from './facades/client.js'
import { type CloudCalls, cloud } from './facades/cloud.js'
import { type KeyManagerCalls, keyManager } from './facades/key-manager.js'
import { type MachineManagerCalls, machineManager } from './facades/machine-manager.js'
import { type ModelConfigCalls, modelConfig } from './facades/model-config.js'
import { type ModelManagerCalls, modelManager } from './facades/model-manager.js'
import { type PingerCalls, pinger } from './facades/pinger.js'
import { type ResourcesCalls, resources } from './facades/resources.js'
import { type SpacesCalls, spaces } from './facades/spaces.js'

/** The methods of each facade. */
export interface Facades {
  Admin: AdminCalls
  Annotations: AnnotationsCalls
  ApplicationOffers: ApplicationOffersCalls
  Application: ApplicationCalls
  Charms: CharmsCalls
  Client: ClientCalls
  Cloud: CloudCalls
  KeyManager: KeyManagerCalls
  MachineManager: MachineManagerCalls
  ModelConfig: ModelConfigCalls
  ModelManager: ModelManagerCalls
  Pinger: PingerCalls
  Resources: ResourcesCalls
  Spaces: SpacesCalls
}

export const facades: Readonly<Record<string, Operations<RpcOperation>>> = {
  Admin: admin,
  Annotations: annotations,
  ApplicationOffers: applicationOffers,
  Application: application,
  Charms: charms,
  Client: client,
  Cloud: cloud,
  KeyManager: keyManager,
  MachineManager: machineManager,
  ModelConfig: modelConfig,
  ModelManager: modelManager,
  Pinger: pinger,
  Resources: resources,
  Spaces: spaces,
}
