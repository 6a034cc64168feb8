// Generated from spec/landscape/entities/access-groups.yaml by `npm run generate`. Do not edit.

/** An access group, which is referred to by its name. */
export interface AccessGroup {
  name: string
  title: string
  parent: string | null
  /** Names of the child groups in one string, which may be empty. */
  children: string
}
