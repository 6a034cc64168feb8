import { lookup } from '../../lookup.js'

/** Methods of 4.0.15 that the simulator does not serve: the error says so, instead of that Juju has no such method. */
const UNSERVED: Record<string, string[]> = {
  Application: ['UpdateApplicationStorage'],
  Backups: ['Create'],
  Cloud: ['ModelConfigSchema'],
  ImageMetadataManager: ['Delete', 'Save'],
  ModelConfig: ['SetModelSecretBackend'],
  ModelManager: ['DumpModels'],
  SecretBackends: ['AddSecretBackends', 'RemoveSecretBackends', 'UpdateSecretBackends'],
  Storage: ['DetachStorage', 'Import', 'UpdatePool'],
}

export function isUnserved(facade: string, method: string): boolean {
  return lookup(UNSERVED, facade)?.includes(method) ?? false
}
