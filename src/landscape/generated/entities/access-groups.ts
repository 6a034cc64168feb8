// Generated from spec/landscape/entities/access-groups.yaml by `npm run generate`. Do not edit.

/** An access group. Others refer to it by its name. */
export interface AccessGroup {
  name: string
  title: string
  parent: string | null
  /** Names in one text, which may be empty. */
  children: string
}
