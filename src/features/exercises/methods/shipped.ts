import { readFileSync } from 'node:fs'
import { methodFile } from './schema.ts'

/** Methods that come with the program; a new version is a new number in the file, the older ones stay in the database. */
const files = ['nacional-4pa.json', 'local-seis-pasos.json'] as const

export function shippedMethods() {
  return files.map((name) => {
    const text = readFileSync(new URL(`../../../../db/methods/${name}`, import.meta.url), 'utf8')
    return methodFile.parse(JSON.parse(text))
  })
}
