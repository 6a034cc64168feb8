import type { OnPurpose } from '../scoreboard.js'

/** Where the simulator answers otherwise than the recorded controller, and why. */
export const onPurpose: OnPurpose[] = []
