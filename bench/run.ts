// `npm run bench` prints one JSON line a measure; `npm run bench -- NAME` runs the measures whose name begins with NAME.
import { http } from './http.js'
import { imports } from './imports.js'
import { list } from './list.js'
import { rpc } from './rpc.js'

const GROUPS = { http, list, rpc, import: imports }

const wanted = process.argv[2] ?? ''
const groups = Object.entries(GROUPS).filter(([name]) => name.startsWith(wanted) || wanted.startsWith(name))
if (groups.length === 0) {
  console.error(`no measure ${wanted}; there are ${Object.keys(GROUPS).join(', ')}`)
  process.exit(2)
}
let ok = true
for (const [, measures] of groups) {
  for await (const measured of measures()) {
    if (!measured.measure.startsWith(wanted) && !(wanted in GROUPS)) continue
    console.log(JSON.stringify(measured))
    ok &&= measured.ok
  }
}
process.exitCode = ok ? 0 : 1
