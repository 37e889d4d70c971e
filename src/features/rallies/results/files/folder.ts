import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Something written to a folder of its own, which is gone afterwards, whatever happens. */
export async function inFolder<Answer>(act: (folder: string) => Promise<Answer>): Promise<Answer> {
  const folder = await mkdtemp(join(tmpdir(), 'tequio-rally-'))
  try {
    return await act(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export async function writeFileOf(path: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const piece of pieces) await file.writeFile(piece)
  } finally {
    await file.close()
  }
}

export function readFileOf(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path)
}

/** SHA-256 over 'name hash' of each file, a line each, by name: one number for all of them. */
export function hashOfAll(files: readonly { name: string; sha256: string }[]): string {
  const lines = files.map(({ name, sha256 }) => `${name} ${sha256}\n`).sort()
  return createHash('sha256').update(lines.join('')).digest('hex')
}
