// The face of canonical-stack/juju.
export * from '../core/public.js'
export { createJujuClient, type JujuClient, type JujuIdentity } from './client.js'
export type { Cloud, CloudCredential, Clouds } from './resources/clouds.js'
export type { Facade } from './facade.js'
export type {
  ApplicationOption,
  Applications,
  Deployed,
  DeployParams,
  OptionInput,
  Removed,
  RemoveParams,
} from './resources/applications.js'
export type { BundleInput, DeployBundleOptions, DeployedBundle } from './bundle/deploy.js'
export type { BundleProgress } from './bundle/execute.js'
export type { BundleStep } from './bundle/steps.js'
export type { DebugLogOptions, LogLevel, LogLine } from './resources/debug-log.js'
export type { MachineAddParams, MachineRemoveParams, Machines } from './resources/machines.js'
export type { Model } from './resources/model.js'
export type { ModelSetting, ModelSettings } from './resources/model-settings.js'
export type { IdleProgress, WaitForIdleOptions } from './status/wait-for-idle.js'
export type { ModelAddParams, ModelDestroyParams, Models, ModelSummary } from './resources/models.js'
export type { JujuClientOptions } from './options.js'
export type {
  ApplicationStatus,
  MachineStatus,
  ModelStatus,
  OfferStatus,
  RelationStatus,
  RemoteApplicationStatus,
  Status,
  UnitStatus,
} from './status/types.js'
export { type FormatStatusOptions, formatStatus } from './status/format.js'
export type { CharmRelation, ConstraintsValue } from './generated/common.js'
export type { Constraints } from './syntax/constraints.js'
