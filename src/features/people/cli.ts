import { parseArgs } from 'node:util'
import type { AuthSettings } from '../../platform/auth/settings.ts'
import type { CliWorld } from '../../platform/cli.ts'
import type { Role } from '../../platform/context.ts'
import { grantFromTerminal, operatorSignInLink } from './commands/first-sign-in.ts'
import { needsOrganization, roles } from './model.ts'
import { organizationChoices, spaceBySlug } from './queries/roles.ts'
import { email } from './schema.ts'

const linkUsage = 'Uso: tequio people sign-in-link --email CORREO'
const grantUsage = 'Uso: tequio people grant --email CORREO --space ESPACIO --role FUNCIÓN [--organization NOMBRE]'

/** `tequio people sign-in-link`: prints a link that signs in whoever opens it, once, within a day. */
export async function signInLinkCommand(args: string[], world: CliWorld, settings: AuthSettings): Promise<number> {
  const options = read(args, ['email'])
  const address = email.safeParse(options?.email)
  if (!options || !address.success) return refuse(world, linkUsage)
  const link = await operatorSignInLink({ db: world.db, settings, now: world.now() }, address.data)
  world.stdout.write(`${link}\n`)
  world.stderr.write('Quien lo abra entra con esa cuenta: entrégalo solo a su dueña. Vale 24 horas y una sola vez.\n')
  return 0
}

/** `tequio people grant`: gives a role; the person exists afterwards even if she never signed in. */
export async function grantCommand(args: string[], world: CliWorld): Promise<number> {
  const options = read(args, ['email', 'space', 'role', 'organization'])
  const address = email.safeParse(options?.email)
  if (!options || !address.success || !options.space || !options.role) return refuse(world, grantUsage)
  const role = roles.find((one) => one === options.role)
  if (!role) return refuse(world, `No existe la función «${options.role}». Las que hay: ${roles.join(', ')}.`)
  const space = await spaceBySlug(world.db, options.space)
  if (!space)
    return refuse(world, `No existe el espacio «${options.space}». Escribe su parte de la dirección, como oaxaca.`)
  const organizationId = await organizationFor(world, space.id, role, options.organization)
  if (organizationId === undefined) return refuse(world, await organizationSentence(world, space.id, role))
  const context = { db: world.db, actor: null, now: world.now(), locale: 'es' } as const
  await grantFromTerminal(context, { email: address.data, spaceId: space.id, role, organizationId })
  world.stdout.write(`Listo: ${address.data} tiene la función ${role} en ${space.name}.\n`)
  return 0
}

/** Null where the role needs none; undefined where the name fits none. */
async function organizationFor(world: CliWorld, spaceId: string, role: Role, name: string | undefined) {
  if (!needsOrganization(role)) return null
  const choices = await organizationChoices(world.db, spaceId)
  return choices.find((choice) => choice.name === name)?.id
}

async function organizationSentence(world: CliWorld, spaceId: string, role: Role): Promise<string> {
  const names = (await organizationChoices(world.db, spaceId)).map(({ name }) => `«${name}»`)
  const choices = names.length > 0 ? `Las del espacio: ${names.join(', ')}.` : 'El espacio no tiene ninguna todavía.'
  return `La función ${role} se ejerce por una institución u organización: escribe --organization con su nombre. ${choices}`
}

function read(args: string[], names: string[]): Partial<Record<string, string>> | null {
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' }] as const))
    return parseArgs({ args, options, strict: true }).values as Partial<Record<string, string>>
  } catch {
    return null
  }
}

function refuse(world: CliWorld, sentence: string): number {
  world.stderr.write(`${sentence}\n`)
  return 2
}
