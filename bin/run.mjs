// Installs what is lacking and runs one of the project's scripts on the pinned Node: `node bin/run.mjs bin/x.mjs args…`
import { resolve } from 'node:path'
import { prepare, root, runPinned } from './prepare.mjs'

prepare()
const [script = '', ...args] = process.argv.slice(2)
process.exit(await runPinned(resolve(root, script), args))
