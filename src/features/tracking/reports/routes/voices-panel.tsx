import type { CommitmentPanel } from '../../../commitments/pages/commitment-view.ts'
import { type Plan, standingPause } from '../../../commitments/plan/model.ts'
import { isDisputed, isValidated, turnOf, voicesOf } from '../model.ts'
import { type VoicedActivity, VoicesCard } from '../pages/voices-card.tsx'
import { reportPaths } from '../paths.ts'
import { type TrackedActivity, trackedActivities } from '../queries.ts'

/** What each says of every activity, on the commitment's page and in its JSON. Nothing where nobody reports. */
export const voicesPanel: CommitmentPanel = async (c, plan, { id, document }) => {
  if (plan.publication === null) return {}
  const activities = await trackedActivities(c.var.context.db, id)
  const isPaused = standingPause(plan.pauses, id) !== null
  const hasPartner = document.organizations.some(({ part }) => part === 'co-responsible')
  const voiced = activities.map((activity) => ({
    ...activity,
    turn: turnOf(activity.state, voicesOf(activity), { hasPartner, isPaused }),
  }))
  const untold =
    plan.origin === 'public-record' && activities.every(({ reports, since }) => reports.length === 0 && !since)
  return {
    ...(untold ? {} : { main: <VoicesCard c={c} plan={plan} commitmentKey={document.key} activities={voiced} /> }),
    json: { voices: voiced.map((activity) => plain(plan, activity)) },
  }
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
