import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const src = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^canonical-stack$/, replacement: src('index.ts') },
      { find: /^canonical-stack\/(maas|juju|landscape)\/schemas$/, replacement: `${src('')}$1/schemas.ts` },
      {
        find: /^canonical-stack\/(maas|juju|landscape|stack)$/,
        replacement: `${src('')}$1/index.ts`,
      },
      { find: /^canonical-stack-simulators$/, replacement: src('../simulators/src/index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts', 'simulators/test/**/*.test.ts'],
    exclude: ['test/packaging/**'],
    // Without isolation a worker loads each module once: a third less CPU. Tests leave no globals changed. They often wait, hence three.
    isolate: false,
    maxWorkers: 3,
    // What the slowest test needs on a machine at load 20.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    typecheck: { enabled: true, include: ['test/types/**/*.test-d.ts'], tsconfig: 'tsconfig.json' },
  },
})
