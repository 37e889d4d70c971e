import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** The secret of an installation on one machine: made at the first start, readable by its owner only. */
export function keptSecret(path: string): string {
  const kept = read(path)
  if (kept !== null) return kept
  mkdirSync(dirname(path), { recursive: true })
  try {
    writeFileSync(path, `${randomBytes(36).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const made = read(path)
  if (made === null) throw new Error(`El archivo ${path} no guarda un secreto: bórralo para que se cree otro.`)
  return made
}

function read(path: string): string | null {
  try {
    const text = readFileSync(path, 'utf8').trim()
    return text.length >= 32 ? text : null
  } catch {
    return null
  }
}
