import { dayIn } from '../../../../platform/civil-day.ts'
import { found } from '../../../../platform/errors.ts'
import { isPublic } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { isDate } from '../../../../platform/http/form.ts'
import type { Plan } from '../../../commitments/plan/model.ts'
import { loadPlan } from '../../../commitments/plan/queries.ts'
import { findBoardPlan } from '../../board/queries.ts'
import { type FrozenCommitment, frozenCommitmentOf } from '../model.ts'
import { ComparisonPage, type Side } from '../pages/comparison-page.tsx'
import { endOfDay } from '../past/model.ts'
import { pastBoard } from '../past/queries.ts'
import { findCut, listCuts, readFrozen } from '../queries.ts'
import { comparisonSchema } from '../schema.ts'
import { differencesOf } from './model.ts'

const path = '/:space/planes/:plan/cortes/comparar'

/** Two boards of a plan beside each other: each a cut by its number or the board of a day. */
export function mountComparison(app: App): void {
  app.get(path, async (c) => {
    const { plan, asked, before, after } = await sidesOf(c)
    isPublic(c)
    const cuts = await listCuts(c.var.context.db, plan.id)
    const differences = before && after ? differencesOf(before.commitments, after.commitments) : null
    return c.html(
      <ComparisonPage
        c={c}
        plan={plan}
        cuts={cuts}
        asked={asked}
        sides={{ before, after }}
        differences={differences}
      />,
    )
  })
  app.get(`${path}.json`, async (c) => {
    const { plan, before, after } = await sidesOf(c)
    isPublic(c)
    const [a, b] = [found(before), found(after)]
    const told = ({ asOf, cut }: Side) => ({ asOf, cut: cut?.number ?? null, sha256: cut?.sha256 ?? null })
    const differences = differencesOf(a.commitments, b.commitments)
    return c.json({ plan: plan.slug, from: told(a), to: told(b), differences })
  })
}

type Loaded = Side & { commitments: readonly FrozenCommitment[] }

async function sidesOf(c: C) {
  const { db, actor } = c.var.context
  const plan = await loadPlan(db, actor, found(c.req.param('space')), found(c.req.param('plan')))
  const asked = comparisonSchema.parse(c.req.query())
  return { plan, asked, before: await sideOf(c, plan, asked.de), after: await sideOf(c, plan, asked.a) }
}

/** '3': the third cut. '2026-05-01': the board when that day ended, computed from the history. Null for anything else. */
async function sideOf(c: C, plan: Plan, text: string): Promise<Loaded | null> {
  const { db, now } = c.var.context
  if (/^[1-9]\d{0,6}$/.test(text)) {
    const cut = await findCut(db, plan.id, Number(text))
    if (!cut) return null
    const { commitments } = await readFrozen(c.var.deps.storage, cut)
    return { asOf: cut.asOf, cut, commitments }
  }
  if (!isDate(text) || text > dayIn(plan.timeZone, now)) return null
  const board = await findBoardPlan(db, plan.id)
  const asOf = endOfDay(plan.timeZone, text)
  if (!board || board.publishedAt > asOf) return null
  const commitments = (await pastBoard(db, board, new Date(Math.min(asOf.getTime(), now.getTime())))).map(
    frozenCommitmentOf,
  )
  return { asOf, cut: null, commitments }
}
