import { dayIn } from '../../../../platform/civil-day.ts'
import type { CommitmentPanel } from '../../../commitments/pages/commitment-view.ts'
import { standingOf } from '../model.ts'
import { ContestedCard } from '../pages/contested-card.tsx'
import { contestationPaths } from '../paths.ts'
import { shownOnCommitment } from '../queries.ts'

/** What people contested, on the commitment's page and in its JSON: only what a moderator showed. */
export const contestedPanel: CommitmentPanel = async (c, plan, { id }) => {
  const list = await shownOnCommitment(c.var.context.db, id)
  const today = dayIn(plan.timeZone, c.var.context.now)
  return {
    aside: <ContestedCard c={c} plan={plan} list={list} />,
    json: {
      contestations: list.map(({ id: _, commitmentId: __, ...said }) => ({
        ...said,
        standing: standingOf({ id: '', commitmentId: '', ...said }, today),
        address: contestationPaths.one(plan, said.folio),
      })),
    },
  }
}
