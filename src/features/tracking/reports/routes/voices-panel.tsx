import type { CommitmentPanel } from '../../../commitments/pages/commitment-view.ts'
import { type Plan, standingPause } from '../../../commitments/plan/model.ts'
import { isDisputed, isValidated, pagesOf, turnOf, voicesOf } from '../model.ts'
import { type VoicedActivity, VoicesCard } from '../pages/voices-card.tsx'
import { reportPaths } from '../paths.ts'
import { spokenActivities, type TrackedActivity, trackedActivities } from '../queries.ts'

/**
 * What each says of every activity, on the commitment's page and in its JSON. Nothing where nobody reports. The page shows some
 * activities at a time: those around the one that `?voces=` names.
 */
export const voicesPanel: CommitmentPanel = async (c, plan, { id, document }, shown) => {
  if (plan.publication === null) return {}
  const { db } = c.var.context
  const isPaused = standingPause(plan.pauses, id) !== null
  const hasPartner = document.organizations.some(({ part }) => part === 'co-responsible')
  const voicedOf = async (codes?: readonly string[]) =>
    (await trackedActivities(db, id, codes)).map((activity) => ({
      ...activity,
      turn: turnOf(activity.state, voicesOf(activity), { hasPartner, isPaused }),
    }))
  if (shown === 'data') return { json: { voices: (await voicedOf()).map((activity) => plain(plan, activity)) } }
  const all = await spokenActivities(db, id)
  const isUntold = plan.origin === 'public-record' && all.every(({ isReported, since }) => !isReported && !since)
  if (isUntold || all.length === 0) return {}
  const pages = pagesOf(all, c.req.query('voces'))
  const activities = await voicedOf(pages.codes)
  return { main: <VoicesCard c={c} plan={plan} commitmentKey={document.key} activities={activities} pages={pages} /> }
}

/** Never merged: three separate fields and who said each (T-20). */
function plain(plan: Plan, activity: VoicedActivity & TrackedActivity) {
  const voices = voicesOf(activity)
  return {
    activity: activity.code,
    state: activity.state,
    turn: activity.turn,
    isDisputed: isDisputed(voices),
    isValidated: isValidated(voices),
    reported: voices.reported && { ...voices.reported, address: reportPaths.report(plan, voices.reported.folio) },
    validated: voices.validated,
    verified: voices.verified,
    reports: activity.reports,
    answers: activity.answers,
    verifications: activity.verifications,
  }
}
