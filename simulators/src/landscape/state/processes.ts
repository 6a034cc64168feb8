import type { ActivityQueue } from '../life/activities.js'
import { iso } from '../replies/time.js'
import type { LandscapeState } from './state.js'
import type { Activity, Computer, Process } from './types.js'

/** The processes of every simulated computer. */
export const defaultProcesses = (state: LandscapeState): Process[] =>
  [
    { pid: 1, name: 'systemd', vmSizeKib: 168_000 },
    { pid: 812, name: 'sshd', vmSizeKib: 15_400 },
    { pid: 1204, name: 'landscape-client', vmSizeKib: 71_200 },
  ].map((process) => ({ id: state.nextId('process'), gid: 0, startedAtMs: state.clock.now(), ...process }))

export const processView = (
  { id: computer_id }: Computer,
  { id, pid, gid, name, startedAtMs, vmSizeKib }: Process,
) => ({
  id,
  computer_id,
  pid,
  gid,
  name,
  state: 'S',
  start_time: iso(startedAtMs),
  vm_size: vmSizeKib,
  cpu_utilisation: 0,
})

/** Sends a signal to processes, one activity each; it fails when the process has ended. */
export function signalProcesses(
  queue: ActivityQueue,
  signal: 'KILL' | 'TERM',
  computer: Computer,
  pids: number[],
): Activity {
  const tasks = pids.map((pid) => {
    const known = computer.processes.find((process) => process.pid === pid)
    return {
      computer,
      type: 'SignalProcessRequest',
      summary: `Signal process ${known?.name ?? 'unknown'} (PID ${pid}) with ${signal}`,
      run() {
        const at = computer.processes.findIndex((process) => process.pid === pid && process.id === known?.id)
        if (at < 0) return { failed: true, resultText: `There is no process with PID ${pid}.` }
        computer.processes.splice(at, 1)
        return {}
      },
    }
  })
  return queue.create({
    summary:
      tasks.length === 1 ? (tasks[0]?.summary ?? '') : `Signal ${tasks.length} processes with ${signal}`,
    tasks,
  })
}
