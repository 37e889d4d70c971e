import { parseArgs } from 'node:util'
import type { CliWorld } from '../../platform/cli.ts'
import type { Context } from '../../platform/context.ts'
import { Refused } from '../../platform/errors.ts'
import { type MessageKey, translator } from '../../platform/i18n.ts'
import { findPlan } from '../commitments/plan/queries.ts'
import { findSpace } from '../spaces/queries.ts'
import { insertPlan, publishLocked } from './commands.ts'
import { planForm, recordPublicationForm, slugField } from './schema.ts'

const t = translator('es')

const creation = {
  space: { type: 'string' },
  slug: { type: 'string' },
  title: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  kind: { type: 'string', default: 'local' },
  language: { type: 'string', default: 'es' },
  'record-source': { type: 'string' },
  'record-url': { type: 'string' },
} as const

const publication = {
  space: { type: 'string' },
  plan: { type: 'string' },
  'approved-by': { type: 'string' },
  'approved-on': { type: 'string' },
  minutes: { type: 'string' },
  'launched-on': { type: 'string' },
} as const

/** `tequio plans create …`: 0, or 2 after a sentence that says what was wrong. */
export async function createPlanCommand(args: string[], world: CliWorld): Promise<number> {
  const values = readOptions(() => parseArgs({ args, options: creation }).values)
  if (!values?.space || !values.slug || !values.title) return refuse(world, t('plan.cli.usage'))
  const space = await findSpace(world.db, values.space)
  if (!space) return refuse(world, t('plan.cli.no-space', { slug: values.space }))
  const parsed = planForm.safeParse({
    title: values.title,
    kind: values.kind,
    language: values.language,
    startsOn: values.from ?? '',
    endsOn: values.to ?? '',
    origin: values['record-source'] ? 'public-record' : 'platform',
    sourceTitle: values['record-source'] ?? '',
    sourceUrl: values['record-url'] ?? '',
  })
  const slug = slugField.safeParse(values.slug)
  if (!parsed.success || !slug.success) return refuseField(world, parsed.success ? slug.error : parsed.error)
  return refusing(world, async () => {
    const created = await world.db
      .transaction()
      .execute((db) => insertPlan(db, contextOf(world), space, parsed.data, slug.data))
    world.stdout.write(`${t('plan.cli.created', { space: space.slug, slug: created })}\n`)
  })
}

/** `tequio plans publish …`: the refusal lists every fault with its address. */
export async function publishPlanCommand(args: string[], world: CliWorld): Promise<number> {
  const values = readOptions(() => parseArgs({ args, options: publication }).values)
  if (!values?.space || !values.plan) return refuse(world, t('plan.cli.usage'))
  const plan = await findPlan(world.db, values.space, values.plan)
  if (!plan) return refuse(world, t('plan.cli.no-plan', { slug: values.plan }))
  if (plan.origin === 'platform' && !values['approved-by']) return refuse(world, t('plan.cli.approved-by'))
  const parsed = recordPublicationForm.safeParse({
    approvedBy: values['approved-by'] ?? '',
    approvedOn: values['approved-on'] ?? '',
    approvalUrl: values.minutes ?? '',
    launchedOn: values['launched-on'] ?? '',
  })
  if (!parsed.success) return refuseField(world, parsed.error)
  return refusing(world, async () => {
    const context = contextOf(world)
    const { commitments: count } = await world.db
      .transaction()
      .execute((db) => publishLocked(db, context, plan, parsed.data))
    world.stdout.write(`${t('plan.cli.published', { count, space: plan.space.slug, slug: plan.slug })}\n`)
  })
}

function contextOf(world: CliWorld): Context {
  return { db: world.db, actor: null, now: world.now(), locale: 'es' }
}

function readOptions<Values>(read: () => Values): Values | null {
  try {
    return read()
  } catch {
    return null
  }
}

async function refusing(world: CliWorld, act: () => Promise<void>): Promise<number> {
  try {
    await act()
    return 0
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    refuse(world, t(error.key, error.values))
    for (const fault of error.faults) world.stderr.write(`- ${t(fault.key, fault.values)} ${fault.href ?? ''}\n`)
    return 2
  }
}

function refuseField(
  world: CliWorld,
  error: { issues: { path: PropertyKey[]; message: string }[] } | undefined,
): number {
  const [issue] = error?.issues ?? []
  const message = t((issue?.message ?? 'error.required') as MessageKey, { max: 300 })
  return refuse(world, t('plan.cli.wrong', { field: issue?.path.map(String).join('.') || '--slug', message }))
}

function refuse(world: CliWorld, sentence: string): number {
  world.stderr.write(`${sentence}\n`)
  return 2
}
