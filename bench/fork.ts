import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Started {
  port: number
  caCert: string
  stop(): void
}

/** Starts a server of bench/servers.ts in a process of its own, so that it does not use the CPU time of the measured process. */
export function startServer(kind: 'http' | 'machines' | 'rpc'): Promise<Started> {
  const child = fork(fileURLToPath(new URL('servers.ts', import.meta.url)), [kind], {
    execArgv: ['--import', 'tsx'],
  })
  return new Promise((resolve, reject) => {
    child.once('message', (message) =>
      resolve({ ...(message as { port: number; caCert: string }), stop: () => void child.kill() }),
    )
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the ${kind} server exited with code ${code}`)))
  })
}
