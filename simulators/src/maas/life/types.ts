/** Simulated seconds of each step; real durations vary widely (workflows.md, timeouts on the server). */
export interface Durations {
  power: number
  commission: number
  test: number
  deploy: number
  erase: number
  rescue: number
  refresh: number
  /** The download of images. */
  import: number
}

export const defaultDurations: Durations = {
  power: 20,
  commission: 240,
  test: 60,
  deploy: 460,
  erase: 300,
  rescue: 90,
  refresh: 60,
  import: 600,
}

/** Actions that can be made to fail. `power` is a BMC that does not respond. */
export type Failable =
  'commission' | 'test' | 'deploy' | 'release' | 'erase' | 'rescue_mode' | 'exit_rescue_mode' | 'power'

export interface PlannedFailure {
  action: Failable
  systemId?: string
  message?: string
  /** The node, or its BMC, never answers: the region gives up when its own limit has passed. */
  isSilent?: boolean
}

/**
 * What a node reports to the metadata API. `WORKING`: it has started; `REPORTED`: the commissioning scripts have reported;
 * `FAILED`: the node gave up, and its commissioning scripts count as not run; `SCRIPT_FAILED`: a script reported a failure.
 */
export type Signal = 'WORKING' | 'REPORTED' | 'OK' | 'FAILED' | 'SCRIPT_FAILED' | 'TESTING'
