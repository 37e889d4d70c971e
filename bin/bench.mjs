// Runs every measurement under bench/, one after another so that none disturbs the next. Never part of the tests.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { prepare, root, runPinned } from './prepare.mjs'

prepare()
const wanted = process.argv[2] ?? ''
const files = readdirSync(join(root, 'bench')).filter((file) => /\.bench\.tsx?$/.test(file) && file.includes(wanted))
if (files.length === 0) console.error(`No hay mediciones con «${wanted}» en bench/.`)
for (const file of files.sort()) {
  const code = await runPinned(join(root, 'bench', file), [])
  if (code !== 0) process.exitCode = code
}
