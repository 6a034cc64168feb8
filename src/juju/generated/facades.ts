// Generated from spec/juju/ by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../core/operations.js'
import { type AdminFacade, admin } from './facades/admin.js'
import { type AnnotationsFacade, annotations } from './facades/annotations.js'
import { type ApplicationOffersFacade, applicationOffers } from './facades/application-offers.js'
import { type ApplicationFacade, application } from './facades/application.js'
import { type CharmsFacade, charms } from './facades/charms.js'
import { type ClientFacade, client } from './facades/client.js'
import { type CloudFacade, cloud } from './facades/cloud.js'
import { type KeyManagerFacade, keyManager } from './facades/key-manager.js'
import { type MachineManagerFacade, machineManager } from './facades/machine-manager.js'
import { type ModelConfigFacade, modelConfig } from './facades/model-config.js'
import { type ModelManagerFacade, modelManager } from './facades/model-manager.js'
import { type PingerFacade, pinger } from './facades/pinger.js'
import { type ResourcesFacade, resources } from './facades/resources.js'
import { type SpacesFacade, spaces } from './facades/spaces.js'

/** The operations of each facade. */
export interface Facades {
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
