// Generated from spec/juju/ by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../core/operations.js'
import { type AdminCalls, type AdminFacade, admin } from './facades/admin.js'
import { type AnnotationsCalls, type AnnotationsFacade, annotations } from './facades/annotations.js'
import { type ApplicationOffersCalls, type ApplicationOffersFacade, applicationOffers } from './facades/application-offers.js'
import { type ApplicationCalls, type ApplicationFacade, application } from './facades/application.js'
import { type CharmsCalls, type CharmsFacade, charms } from './facades/charms.js'
import { type ClientCalls, type ClientFacade, client } from './facades/client.js'
import { type CloudCalls, type CloudFacade, cloud } from './facades/cloud.js'
import { type KeyManagerCalls, type KeyManagerFacade, keyManager } from './facades/key-manager.js'
import { type MachineManagerCalls, type MachineManagerFacade, machineManager } from './facades/machine-manager.js'
import { type ModelConfigCalls, type ModelConfigFacade, modelConfig } from './facades/model-config.js'
import { type ModelManagerCalls, type ModelManagerFacade, modelManager } from './facades/model-manager.js'
import { type PingerCalls, type PingerFacade, pinger } from './facades/pinger.js'
import { type ResourcesCalls, type ResourcesFacade, resources } from './facades/resources.js'
import { type SpacesCalls, type SpacesFacade, spaces } from './facades/spaces.js'

/** What the methods of each facade take and return, by their names on the wire. */
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

/** The typed methods of each facade. */
export interface FacadeMethods {
  Admin: AdminFacade
  Annotations: AnnotationsFacade
  ApplicationOffers: ApplicationOffersFacade
  Application: ApplicationFacade
  Charms: CharmsFacade
  Client: ClientFacade
  Cloud: CloudFacade
  KeyManager: KeyManagerFacade
  MachineManager: MachineManagerFacade
  ModelConfig: ModelConfigFacade
  ModelManager: ModelManagerFacade
  Pinger: PingerFacade
  Resources: ResourcesFacade
  Spaces: SpacesFacade
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
