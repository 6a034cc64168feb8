import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { interleave, type Measured } from './interleave.js'

/** Importing the package and creating three clients, compared with importing undici, ws and zod; each in a fresh process. */
export async function* imports(): AsyncGenerator<Measured> {
  const folder = fileURLToPath(new URL('..', import.meta.url))
  const inFreshProcess = (code: string) => async () => {
    const script = `const t = performance.now(); ${code}; process.stdout.write(String(performance.now() - t))`
    return Number(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        cwd: folder,
        encoding: 'utf8',
      }),
    )
  }
  yield await interleave({
    measure: 'import-and-three-clients',
    goal: { atMost: 0.25 },
    rounds: 11,
    ours: inFreshProcess(`
      const { createMaasClient, createJujuClient, createLandscapeClient } = await import('canonical-stack')
      createMaasClient({ url: 'http://127.0.0.1:5240/MAAS', apiKey: 'a:b:c' })
      createJujuClient({ addresses: ['127.0.0.1:17070'], username: 'admin', password: 'x' })
      createLandscapeClient({ uri: 'https://127.0.0.1/api/', accessKey: 'a', secretKey: 'b' })`),
    reference: inFreshProcess(`await import('undici'); await import('ws'); await import('zod')`),
  })
}
