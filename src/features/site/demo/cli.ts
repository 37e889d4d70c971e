import type { CliWorld } from '../../../platform/cli.ts'
import { loadDemo } from './commands.ts'

/** `tequio demo load`: 0 when the demonstration was written, 2 where the installation already has spaces. */
export async function demoLoadCommand(_args: string[], world: CliWorld): Promise<number> {
  if (await loadDemo({ db: world.db, now: world.now() })) {
    world.stdout.write('Se cargó la demostración: México (4º Plan de Acción) y un municipio ficticio.\n')
    return 0
  }
  world.stderr.write('Esta instalación ya tiene espacios: la demostración solo se carga en una base vacía.\n')
  return 2
}
