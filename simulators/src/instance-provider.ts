/** What a Juju model asks of the cloud underneath when a machine is to be provisioned. */
export interface InstanceRequest {
  /** Juju's machine id, such as `0`; containers are not asked for here. */
  machineId: string
  /** Base of the operating system, such as `ubuntu@22.04`. */
  base: string
  /** Juju constraints as they came over the wire (`mem` in MiB, `cores`, `arch`, `tags`, `zones`, ...). */
  constraints: Record<string, unknown>
  /** Placement directive, such as `zone=rack-1` or `system-id=4y3h7n`. */
  placement?: string
  /** cloud-init user data that the machine boots with. */
  userData?: string
}

/** A machine that the cloud handed out. */
export interface Instance {
  instanceId: string
  hostname: string
  addresses: string[]
  hardware: { arch: string; cores: number; memMib: number; availabilityZone?: string }
}

/** Where the simulated Juju gets machines from: its own dummy cloud, or the simulated MAAS. */
export interface InstanceProvider {
  /** Resolves once the operating system runs; rejects with the reason, which Juju shows as the provisioning error. */
  start(request: InstanceRequest): Promise<Instance>
  stop(instanceId: string): Promise<void>
}
