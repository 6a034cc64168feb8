import { method } from '../server/facade.js'
import type { Facade } from '../server/facade.js'
import { anything } from '../server/go-json.js'
import { Empty } from '../server/params.js'
import { Refusal } from '../server/refusal.js'
import { actions } from './facades/actions.js'
import { annotations } from './facades/annotations.js'
import { application } from './facades/application.js'
import { blocks } from './facades/blocks.js'
import { bundle } from './facades/bundle.js'
import { charms } from './facades/charms.js'
import { client } from './facades/client.js'
import { cloud } from './facades/cloud.js'
import { consumption } from './facades/consumption.js'
import { controller } from './facades/controller.js'
import { highAvailability } from './facades/high-availability.js'
import { keys } from './facades/keys.js'
import { machineManager } from './facades/machine-manager.js'
import { modelConfig } from './facades/model-config.js'
import { modelManager } from './facades/model-manager.js'
import { modelUpgrader } from './facades/model-upgrader.js'
import { offers } from './facades/offers.js'
import { resources } from './facades/resources.js'
import { secretBackends, secrets } from './facades/secrets.js'
import { spaces, subnets } from './facades/spaces.js'
import { sshClient } from './facades/ssh-client.js'
import { storage } from './facades/storage.js'
import { stringsWatcher } from './facades/strings-watcher.js'
import { users } from './facades/users.js'

const pinger: Facade = {
  Ping: method({ access: 'login' }, Empty, () => ({})),
  Stop: method({ access: 'login' }, Empty, () => ({})),
}

/** The clouds of the simulator have no image metadata. */
const imageMetadata: Facade = {
  List: method({ access: 'read' }, anything, () => {
    throw new Refusal('metadata not found')
  }),
}

/** The facades that the simulator serves. All versions of a facade share their methods. */
export const facades: Record<string, Facade> = {
  Action: actions,
  Annotations: annotations,
  Application: { ...application, ...consumption },
  ApplicationOffers: offers,
  Block: blocks,
  Bundle: bundle,
  Charms: charms,
  Client: client,
  Cloud: cloud,
  Controller: controller,
  HighAvailability: highAvailability,
  KeyManager: keys,
  MachineManager: machineManager,
  ModelConfig: modelConfig,
  ModelManager: modelManager,
  ModelUpgrader: modelUpgrader,
  Pinger: pinger,
  Resources: resources,
  ImageMetadataManager: imageMetadata,
  SSHClient: sshClient,
  SecretBackends: secretBackends,
  Secrets: secrets,
  Spaces: spaces,
  Storage: storage,
  StringsWatcher: stringsWatcher,
  Subnets: subnets,
  UserManager: users,
}
