import { defineConfig } from 'tsup'

// JS only: TypeScript 7 has no compiler API, so tsup cannot emit declarations; `tsc -p tsconfig.build.json` does.
export default defineConfig({
  entry: ['src/index.ts', 'src/{maas,juju,landscape,stack}/index.ts'],
  format: 'esm',
  target: 'node20',
  splitting: true,
  dts: false,
  clean: true,
  sourcemap: false,
})
