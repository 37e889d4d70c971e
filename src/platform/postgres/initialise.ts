import { spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'

type Order = {
  binaries: Binaries
  account: Account | null
  directory: string
  user: string
  password: string
  say: (sentence: string) => void
}

/** Creates the cluster unless it exists. Made beside and renamed, so that one killed halfway is simply made again. */
export async function initialise({ binaries, account, directory, user, password, say }: Order): Promise<void> {
  if (existsSync(join(directory, 'PG_VERSION'))) return
  say('Preparo la base de datos (solo la primera vez)…')
  const draft = `${directory}.new`
  rmSync(draft, { recursive: true, force: true })
  await withPasswordFile(password, account, (passwordFile) =>
    run(binaries.initdb, account, [
      `--pgdata=${draft}`,
      `--username=${user}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Built in since 17: the same order on every system, whatever its libc. Spanish order is asked for where it matters.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
    ]),
  )
  renameSync(draft, directory)
}

async function withPasswordFile(
  password: string,
  account: Account | null,
  act: (path: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tequio-initdb-'))
  try {
    const path = join(folder, 'password')
    writeFileSync(path, `${password}\n`, { mode: 0o600 })
    if (account !== null) {
      chownSync(path, account.uid, account.gid)
      chownSync(folder, account.uid, account.gid)
      chmodSync(folder, 0o700)
    }
    await act(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(program: string, account: Account | null, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' },
      ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
    })
    let complaint = ''
    child.stderr.on('data', (chunk) => {
      complaint += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`No se pudo crear la base de datos (initdb terminó con ${code}):\n${complaint.trim()}`))
    })
  })
}
