import { parseArgs } from 'node:util'
import type { CliWorld } from '../../platform/cli.ts'
import type { Context } from '../../platform/context.ts'
import { Refused } from '../../platform/errors.ts'
import { type MessageKey, translator } from '../../platform/i18n.ts'
import { insertSpace } from './commands.ts'
import { findSpace, listSpaces } from './queries.ts'
import { newSpaceForm } from './schema.ts'

const t = translator('es')

/** `tequio spaces list`: the tree, one space a line. */
export async function listSpacesCommand(_args: string[], world: CliWorld): Promise<number> {
  for (const space of await listSpaces(world.db)) {
    world.stdout.write(`${'  '.repeat(space.depth)}${space.slug}  ${space.name} (${t(`space.kind.${space.kind}`)})\n`)
  }
  return 0
}

const options = {
  slug: { type: 'string' },
  name: { type: 'string' },
  kind: { type: 'string', default: 'municipality' },
  parent: { type: 'string' },
  territory: { type: 'string' },
  language: { type: 'string', default: 'es' },
  fictional: { type: 'boolean', default: false },
} as const

/** `tequio spaces create --slug S --name N …`: 0, or 2 after a sentence that says what was wrong. */
export async function createSpaceCommand(args: string[], world: CliWorld): Promise<number> {
  const values = optionsOf(args)
  const parsed = newSpaceForm.safeParse({
    slug: values?.slug,
    name: values?.name,
    kind: values?.kind,
    language: values?.language,
    territoryKey: values?.territory ?? '',
    isFictional: values?.fictional ? 'on' : '',
  })
  if (!values?.slug || !values.name) return refuse(world, t('space.cli.usage'))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const field = issue?.path.join('.') ?? ''
    return refuse(
      world,
      t('plan.cli.wrong', { field, message: t((issue?.message ?? 'error.required') as MessageKey, { max: 200 }) }),
    )
  }
  const parent = values.parent ? await findSpace(world.db, values.parent) : null
  if (values.parent && !parent) return refuse(world, t('space.cli.no-parent', { slug: values.parent }))
  const context: Context = { db: world.db, actor: null, now: world.now(), locale: 'es' }
  try {
    await world.db.transaction().execute((db) => insertSpace(db, context, parent?.id ?? null, parsed.data))
  } catch (error) {
    if (error instanceof Refused) return refuse(world, t(error.key, error.values))
    throw error
  }
  world.stdout.write(`${t('space.cli.created', { slug: parsed.data.slug })}\n`)
  // Below another space its administrators reach it; a root has nobody.
  if (!parent) world.stderr.write(`${t('space.cli.unmanaged', { slug: parsed.data.slug })}\n`)
  return 0
}

function optionsOf(args: string[]) {
  try {
    return parseArgs({ args, options }).values
  } catch {
    return null
  }
}

function refuse(world: CliWorld, sentence: string): number {
  world.stderr.write(`${sentence}\n`)
  return 2
}
