import { rallyPaths } from '../paths.ts'

type Place = Parameters<typeof rallyPaths.edition>[0]

/** Addresses of teams; whoever belongs to one finds her desk below its page. */
export const teamPaths = {
  register: (at: Place) => `${rallyPaths.teams(at)}/nuevo`,
  invitation: (at: Place) => `${rallyPaths.teams(at)}/invitacion`,
  consent: (at: Place) => `${rallyPaths.teams(at)}/permiso`,
  own: (at: Place, code: string) => `${rallyPaths.team(at, code)}/mesa`,
  works: (at: Place, code: string) => `${rallyPaths.team(at, code)}/obras`,
  account: (at: Place, code: string, id: string) => `${teamPaths.own(at, code)}/cuentas/${id}`,
  desk: (at: Place) => `${rallyPaths.desk(at)}/equipos`,
}
