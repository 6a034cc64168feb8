// The entry point canonical-stack/juju.
export * from '../core/public.js'
export type { BundleInput, DeployBundleOptions, DeployedBundle } from './bundle/deploy.js'
export type {
  ExposedEndpoint as BundleExposedEndpoint,
  OptionValue as BundleOptionValue,
} from './bundle/bundle.js'
export type { BundleOutcome, BundleProgress, ExecutePlanOptions } from './bundle/execute.js'
export type { ReadFile as ReadBundleFile } from './bundle/includes.js'
export type { MachineMapOptions } from './bundle/machine-map.js'
export type { MachineMap } from './bundle/placements.js'
export type { PlanBundleOptions } from './bundle/plan.js'
export type { BundleSource, ReadBundleOptions } from './bundle/read.js'
export type {
  AddCharmStep,
  AddMachineStep,
  AddRelationStep,
  AddUnitStep,
  BundleStep,
  ConsumeOfferStep,
  CreateOfferStep,
  DeployStep,
  ExposeStep,
  GrantOfferAccessStep,
  MachineRef as BundleMachineRef,
  ScaleStep,
  SetAnnotationsStep,
  SetConstraintsStep,
  SetOptionsStep,
  StepBase as BundleStepBase,
  UpgradeCharmStep,
} from './bundle/steps.js'
export { createJujuClient, type JujuClient, type JujuIdentity } from './client.js'
export type { JujuLoginOptions } from './connection/login.js'
export type {
  ArgumentsOf as FacadeArguments,
  CallOf as FacadeCall,
  Facade,
  FacadeName,
  MethodOf as FacadeMethod,
} from './facade.js'
export type { CharmRelation, ConstraintsValue } from './generated/facades/common.js'
export type { FacadeCallOptions, JujuCallOptions, JujuClientOptions } from './options.js'
export type {
  ApplicationDeployParams,
  ApplicationExposeParams,
  ApplicationOption,
  ApplicationOptionValue,
  ApplicationRemoveParams,
  Applications,
  DeployedApplication,
  IntegrateParams,
  RelationRemoveParams,
  RemovedUnits,
  UnitAddParams,
  UnitResolveParams,
} from './resources/applications.js'
export type {
  Cloud,
  CloudAddParams,
  CloudCredential,
  CloudCredentialParams,
  CloudRegion,
  Clouds,
} from './resources/clouds.js'
export type { DebugLogLevel, DebugLogLine, DebugLogOptions } from './resources/debug-log.js'
export type {
  JujuMachineAddParams,
  JujuMachineRemoveParams,
  JujuMachines,
  RemovedMachines,
} from './resources/machines.js'
export type { Model, StatusFilters } from './resources/model.js'
export type { ModelSetting, ModelSettings } from './resources/model-settings.js'
export type {
  ModelAddParams,
  ModelDestroyParams,
  ModelListFilters,
  Models,
  ModelSummary,
} from './resources/models.js'
export { type FormatStatusOptions, formatStatus } from './status/format.js'
export type {
  ApplicationStatus,
  BranchStatus,
  EntityStatus,
  JujuMachineStatus,
  ModelStatus,
  OfferStatus,
  RelationStatus,
  RemoteApplicationStatus,
  StorageStatus,
  UnitStatus,
} from './status/types.js'
export type { IdleProgress, WaitForIdleOptions } from './status/wait-for-idle.js'
export type { JujuConstraints } from './syntax/constraints.js'
export type { ModelName } from './syntax/model-name.js'
