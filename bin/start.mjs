#!/usr/bin/env node
import { join } from 'node:path'
import { prepare, root, runPinned } from './prepare.mjs'

prepare()
process.exit(await runPinned(join(root, 'src', 'server.ts'), process.argv.slice(2), { tied: true }))
