import type { C } from '../../../platform/http/env.ts'
import type { Body } from '../model.ts'
import { canKeepBody } from '../policy.ts'
import { ElectionsCard } from './pages/list-page.tsx'
import { listElections } from './queries.ts'

/** Beside a body's page. */
export async function electionsPanel(c: C, body: Body) {
  const { db, actor } = c.var.context
  const keeps = canKeepBody(actor, body.space.id)
  return <ElectionsCard c={c} body={body} elections={await listElections(db, body.id)} keeps={keeps} />
}
