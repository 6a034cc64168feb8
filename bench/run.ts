// `npm run bench` prints one JSON line per benchmark; `npm run bench -- NAME` runs those whose name starts with NAME.
import { http } from './http.js'
import { imports } from './imports.js'
import { list } from './list.js'
import { rpc } from './rpc.js'
import { wait } from './wait.js'

const GROUPS = { http, list, rpc, import: imports, wait }

const wanted = process.argv[2] ?? ''
const groups = Object.entries(GROUPS).filter(([name]) => name.startsWith(wanted) || wanted.startsWith(name))
if (groups.length === 0) {
  console.error(`unknown benchmark ${wanted}; known: ${Object.keys(GROUPS).join(', ')}`)
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
