import { spawnSync } from 'node:child_process'

export type Account = { uid: number; gid: number; name: string }

const ownName = 'tequio'

/**
 * PostgreSQL refuses to run as root. Returns the account that runs it instead, or null when this process is no root and
 * needs none.
 */
export function postgresAccount(): Account | null {
  if (process.getuid?.() !== 0) return null
  const found = lookUp('postgres') ?? lookUp(ownName)
  if (found !== null) return found
  createAccount()
  const made = lookUp(ownName)
  if (made !== null) return made
  throw new Error(
    'PostgreSQL no puede ejecutarse como root y no se pudo crear el usuario de sistema «tequio». ' +
      'Créalo con `useradd --system tequio`, o ejecuta Tequio con un usuario que no sea root.',
  )
}

function lookUp(name: string): Account | null {
  const uid = numberFrom('id', ['-u', name])
  const gid = numberFrom('id', ['-g', name])
  return uid === null || gid === null ? null : { uid, gid, name }
}

function numberFrom(command: string, args: string[]): number | null {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' })
  return status === 0 ? Number.parseInt(stdout, 10) : null
}

/** Debian and Red Hat have useradd, Alpine has adduser from BusyBox. */
function createAccount(): void {
  const useradd = spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/bin/false',
    ownName,
  ])
  if (useradd.status === 0) return
  spawnSync('adduser', ['-S', '-D', '-H', ownName])
}

/** Tried for real, as that account: groups, ACLs and mounts decide more than mode bits tell. */
export function canReach(account: Account, folder: string): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$0" && test -r .', folder], {
    uid: account.uid,
    gid: account.gid,
    cwd: '/',
    stdio: 'ignore',
  })
  return status === 0
}
