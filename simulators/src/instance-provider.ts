/** A Juju model's request to its cloud for a new machine. */
export interface InstanceRequest {
  /** Juju's machine id, such as `0`; never a container. */
  machineId: string
  /** Base of the operating system, such as `ubuntu@22.04`. */
  base: string
  /** Juju constraints by wire name (`mem` in MiB, `cores`, `arch`, `tags`, `zones`, ...). */
  constraints: Record<string, unknown>
  /** Placement directive, such as `zone=rack-1` or `system-id=4y3h7n`. */
  placement?: string
  /** The attributes of the model's credential, such as `maas-oauth`, the API key of a MAAS. */
  credential?: Record<string, string>
  /** cloud-init user data that the machine boots with. */
  userData?: string
}

/** A machine of the cloud. */
export interface Instance {
  instanceId: string
  hostname: string
  addresses: string[]
  hardware: { arch: string; cores: number; memMib: number; availabilityZone?: string }
}

/** The cloud of a simulated Juju: its own dummy cloud, or a simulated MAAS. */
export interface InstanceProvider {
  /** Resolves once the operating system runs; rejects with the reason that Juju shows as the provisioning error. */
  start(request: InstanceRequest): Promise<Instance>
  stop(instanceId: string): Promise<void>
}
