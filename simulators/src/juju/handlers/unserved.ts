import { own } from '../state/own.js'

/** Methods of 4.0.15 that the simulator does not serve: the error says so, instead of that Juju has no such method. */
const UNSERVED: Record<string, string[]> = {
  Application: ['GetApplicationStorage', 'UpdateApplicationStorage'],
  Backups: ['Create'],
  Controller: ['MongoVersion'],
  CredentialManager: ['InvalidateModelCredential'],
  HighAvailability: ['EnableHA'],
  ImageMetadataManager: ['Delete', 'List', 'Save'],
  ModelConfig: ['SetModelSecretBackend'],
  ModelManager: ['DumpModels'],
  SSHClient: ['ModelCredentialForSSH'],
  SecretBackends: ['AddSecretBackends', 'RemoveSecretBackends', 'UpdateSecretBackends'],
  Storage: ['AddToUnit', 'Attach', 'DetachStorage', 'Import', 'Remove', 'RemovePool', 'UpdatePool'],
}

export function isUnserved(facade: string, method: string): boolean {
  return own(UNSERVED, facade)?.includes(method) ?? false
}
