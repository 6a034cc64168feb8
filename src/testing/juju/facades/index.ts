import type { Facade } from '../facade.js'
import { Empty } from '../params.js'
import { method } from '../facade.js'
import { actions } from './actions.js'
import { annotations } from './annotations.js'
import { application } from './application.js'
import { blocks } from './blocks.js'
import { bundle } from './bundle.js'
import { charms } from './charms.js'
import { client } from './client.js'
import { cloud } from './cloud.js'
import { consumption } from './consumption.js'
import { controller } from './controller.js'
import { highAvailability } from './high-availability.js'
import { keys } from './keys.js'
import { machineManager } from './machine-manager.js'
import { modelConfig } from './model-config.js'
import { modelManager } from './model-manager.js'
import { modelUpgrader } from './model-upgrader.js'
import { offers } from './offers.js'
import { resources } from './resources.js'
import { secretBackends, secrets } from './secrets.js'
import { spaces, subnets } from './spaces.js'
import { sshClient } from './ssh-client.js'
import { storage } from './storage.js'
import { stringsWatcher } from './strings-watcher.js'
import { users } from './users.js'

const pinger: Facade = {
  Ping: method({ access: 'login' }, Empty, () => ({})),
  Stop: method({ access: 'login' }, Empty, () => ({})),
}

/** The facades that the simulator serves, newest version; older versions of one share its methods. */
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
  SSHClient: sshClient,
  SecretBackends: secretBackends,
  Secrets: secrets,
  Spaces: spaces,
  Storage: storage,
  StringsWatcher: stringsWatcher,
  Subnets: subnets,
  UserManager: users,
}
