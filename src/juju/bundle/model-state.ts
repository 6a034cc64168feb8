import type { BundleOffer, ExposedEndpoint, OptionValue } from './bundle.js'

/** The part of a model that a bundle can describe, and that it is planned for. */
export interface ModelState {
  applications: Record<string, ModelApplication>
  /** By id, containers among them: `0`, `0/lxd/1`. */
  machines: Record<string, ModelMachine>
  /** Pairs of `application:endpoint`, peers left out. */
  relations: [string, string][]
  /** Offer URL by the name of the remote application. */
  saas: Record<string, string>
}

export interface ModelApplication {
  /** Charm URL or name: only the name in it is compared. */
  charm: string
  /** Such as `latest/stable`; absent for a local charm. */
  channel?: string
  revision?: number
  /** Such as `ubuntu@22.04/stable`. */
  base?: string
  /** The values in effect, with the defaults of the charm where they are known. */
  options: Record<string, OptionValue>
  /** In Juju's own syntax, as in `arch=amd64 mem=2048M`; `''` for none. */
  constraints: string
  exposed: boolean
  exposedEndpoints: Record<string, ExposedEndpoint>
  annotations: Record<string, string>
  /** Absent when it is not known: then it is not changed. */
  trust?: boolean
  /** Whether its units are added and removed with those of the applications that it is related to. */
  subordinate: boolean
  /** Machine by unit; `''` while it has none. Empty for a subordinate. */
  units: Record<string, string>
  /** The number of pods on Kubernetes. */
  scale?: number
  offers: Record<string, BundleOffer>
}

export interface ModelMachine {
  annotations: Record<string, string>
}

/** The state of a new model. */
export const emptyModelState = (): ModelState => ({ applications: {}, machines: {}, relations: [], saas: {} })
