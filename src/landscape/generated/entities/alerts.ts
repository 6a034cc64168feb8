// Generated from spec/landscape/entities/alerts.yaml by `npm run generate`. Do not edit.

export interface Alert {
  alert_type: string
  label?: string
  description: string
  scope: 'account' | 'computer' | (string & {})
  status: 'OK' | 'Alerted' | 'Disabled' | (string & {})
  /** A boolean in REST v2, "Yes" or "No" in the signed API. */
  subscribed?: boolean | 'Yes' | 'No' | (string & {})
  all_computers: boolean
  tags: string[]
  id?: number
}

export interface AlertSummary {
  id?: number
  alert_type: string
  summary: string
  /** In UTC, such as 2026-03-08 20:30:01.801179. */
  activation_time: string
}
