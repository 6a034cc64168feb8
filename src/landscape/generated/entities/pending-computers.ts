// Generated from spec/landscape/entities/pending-computers.yaml by `npm run generate`. Do not edit.

/** A computer that awaits acceptance. */
export interface PendingComputer {
  id: number
  title: string
  hostname: string
  creation_time: string
  vm_info: string | null
  container_info?: string | null
  access_group?: string | null
  /** Tags that the client requests. */
  client_tags: string[]
}
