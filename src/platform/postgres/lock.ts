import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startOf } from './process.ts'

export type Holder = { pid: number; startedAt: string; purpose: string; address: string | null }

export class DataDirectoryHeld extends Error {
  readonly holder: Holder
  constructor(directory: string, holder: Holder) {
    const where = holder.address === null ? '' : ` y atiende en ${holder.address}`
    super(
      `La carpeta de datos ${directory} está en uso: la tiene el proceso ${holder.pid} (${holder.purpose})${where}. ` +
        'Detén ese proceso, o elige otra carpeta con DATA_DIR.',
    )
    this.name = 'DataDirectoryHeld'
    this.holder = holder
  }
}

export type Lock = { tell(address: string): void; release(): void }

const lockFile = (directory: string) => join(directory, 'tequio.lock')

/** The living process that holds the directory, if any. */
export function holderOf(directory: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(lockFile(directory), 'utf8')) as Holder
    return startOf(holder.pid) === holder.startedAt ? holder : null
  } catch {
    return null
  }
}

/** Takes the directory for this process. @throws {DataDirectoryHeld} while another living process holds it. */
export async function takeLock(directory: string, purpose: string): Promise<Lock> {
  mkdirSync(directory, { recursive: true })
  const mine: Holder = { pid: process.pid, startedAt: startOf(process.pid) ?? '', purpose, address: null }
  await alone(directory, () => {
    const other = holderOf(directory)
    if (other !== null) throw new DataDirectoryHeld(directory, other)
    rmSync(lockFile(directory), { force: true })
    write(directory, mine, linkSync)
  })
  return {
    tell(address) {
      mine.address = address
      write(directory, mine, renameSync)
    },
    release() {
      if (holderOf(directory)?.pid === process.pid) rmSync(lockFile(directory), { force: true })
    },
  }
}

/** Put into place whole, so that nobody ever reads half a lock; linking also fails where another lock lies. */
function write(directory: string, holder: Holder, place: (from: string, to: string) => void): void {
  const draft = `${lockFile(directory)}.${randomUUID()}`
  writeFileSync(draft, `${JSON.stringify(holder)}\n`, { mode: 0o644 })
  try {
    place(draft, lockFile(directory))
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Looking at an old lock and replacing it must be one act, or two starters could each replace the other's. */
async function alone(directory: string, act: () => void): Promise<void> {
  const gate = `${lockFile(directory)}.gate`
  for (;;) {
    try {
      mkdirSync(gate)
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      // Held for a millisecond in ordinary life; ten seconds old means that its owner was killed right there.
      if (ageMs(gate) > 10_000) removeGate(gate)
      await sleep(15)
    }
  }
  try {
    act()
  } finally {
    removeGate(gate)
  }
}

function removeGate(gate: string): void {
  try {
    rmdirSync(gate)
  } catch {}
}

function ageMs(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs
  } catch {
    return 0
  }
}
