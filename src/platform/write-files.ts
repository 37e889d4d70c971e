import { rename, rm, writeFile } from 'node:fs/promises'

/** Every file or none: each is written beside its place and moved there once all are whole. Throws what the file system says. */
export async function writeTogether(files: readonly { path: string; content: string }[]): Promise<void> {
  const parts = files.map(({ path, content }) => ({ path, content, part: `${path}.part` }))
  try {
    for (const { part, content } of parts) await writeFile(part, content)
    for (const { part, path } of parts) await rename(part, path)
  } catch (error) {
    for (const { part } of parts) await rm(part, { force: true }).catch(() => {})
    throw error
  }
}
