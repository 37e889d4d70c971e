import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderStorage, type Storage } from '../src/platform/storage/storage.ts'

let shared: Storage | undefined

/** Where a test's files lie: one folder for the process, gone when it ends; what is kept by its hash needs no other. */
export function testStorage(): Storage {
  if (shared) return shared
  const folder = mkdtempSync(join(tmpdir(), 'tequio-files-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  shared = folderStorage(folder)
  return shared
}
