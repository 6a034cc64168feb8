// Generated from spec/landscape/entities/pending-computers.yaml by `npm run generate`. Do not edit.

/** A computer that waits to be accepted. */
export interface PendingComputer {
  id: number
  title: string
  hostname: string
  creation_time: string
  vm_info: string | null
  container_info?: string | null
  access_group?: string | null
  /** The tags that the client asks for. */
  client_tags: string[]
}
