// One of the processes that the test files share: a second of loading the program is paid once, not once a file.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { after, suite } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Writes what is to be run, and a script for each lane; returns the scripts. */
export function layOut(folder, files, lanes) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'files.json'), JSON.stringify(files))
  return Array.from({ length: Math.min(lanes, files.length) }, (_, index) => {
    const script = join(folder, `lane-${index + 1}.mjs`)
    const [here, where] = [import.meta.url, folder].map((text) => JSON.stringify(text))
    writeFileSync(script, `import { runLane } from ${here}\nawait runLane(${where})\n`)
    return script
  })
}

/** Takes the next file that no other lane took, until none is left. Each is a suite: its hooks and tests are its own. */
export async function runLane(folder) {
  let hasBrowser = false
  for (const [index, file] of JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8')).entries()) {
    if (!take(join(folder, String(index)))) continue
    hasBrowser ||= opensBrowser(file)
    await finished(file)
  }
  if (hasBrowser) await (await import('../test/browser.ts')).leaveBrowser()
}

function finished(file) {
  return new Promise((resolve) => {
    suite(relative(root, file), async () => {
      try {
        await import(pathToFileURL(file).href)
      } finally {
        after(resolve)
      }
    })
  })
}

function take(path) {
  try {
    writeFileSync(path, '', { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

export function opensBrowser(file) {
  return existsSync(file) && /from '[^']*\/browser\.ts'/.test(readFileSync(file, 'utf8'))
}
