// The face of canonical-stack/juju.
export * from '../core/public.js'
export { createJujuClient, type JujuClient, type JujuIdentity } from './client.js'
export type { Cloud, CloudCredential, Clouds } from './clouds.js'
export type { Facade } from './facade.js'
export type {
  ApplicationOption,
  Applications,
  Deployed,
  DeployParams,
  OptionInput,
  Removed,
  RemoveParams,
} from './model/applications.js'
export type { BundleInput, DeployBundleOptions, DeployedBundle } from './model/deploy-bundle.js'
export type { BundleProgress } from './bundle/execute.js'
export type { BundleStep } from './bundle/steps.js'
export type { DebugLogOptions, LogLevel, LogLine } from './model/debug-log.js'
export type { MachineAddParams, MachineRemoveParams, Machines } from './model/machines.js'
export type { Model } from './model/model.js'
export type { ModelSetting, ModelSettings } from './model/settings.js'
export type { IdleProgress, WaitForIdleOptions } from './model/wait-for-idle.js'
export type { ModelAddParams, ModelDestroyParams, Models, ModelSummary } from './models.js'
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
export type { Constraints } from './bundle/constraints.js'
