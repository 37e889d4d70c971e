import type { CliWorld } from '../../../platform/cli.ts'
import type { Config } from '../../../platform/config.ts'
import { configuredStorage } from '../../../platform/storage/configured.ts'
import { loadDemo } from './commands.ts'
import { loadRallyDemo } from './rally/commands.ts'
import { loadTrackingDemo } from './tracking/commands.ts'

/** `tequio demo load`: 0 when the demonstration was written, 2 where the installation already has spaces. */
export async function demoLoadCommand(
  _args: string[],
  world: CliWorld,
  config: Pick<Config, 'dataDir' | 'storageUrl' | 'baseUrl' | 'secret'>,
): Promise<number> {
  const now = world.now()
  const { baseUrl, secret } = config
  if (!(await loadDemo({ db: world.db, now, baseUrl }))) {
    world.stderr.write('Esta instalación ya tiene espacios: la demostración solo se carga en una base vacía.\n')
    return 2
  }
  const demo = { db: world.db, storage: configuredStorage(config), now, baseUrl, secret }
  await loadTrackingDemo(demo)
  await loadRallyDemo(demo)
  world.stdout.write('Se cargó la demostración: México (4º Plan de Acción) y un municipio ficticio con dos rallies.\n')
  return 0
}
