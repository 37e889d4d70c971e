import type { AccessStage, Furnished } from '../access-stage.ts'
import type { Player, Rule } from '../access-table.ts'
import { adoptionAnnexe } from './adoption.ts'
import { consultationsAnnexe } from './consultations.ts'
import { diagnosesAnnexe } from './diagnoses.ts'
import { electionsAnnexe } from './elections.ts'
import { exercisesAnnexe } from './exercises.ts'
import { governanceAnnexe } from './governance.ts'
import { notificationsAnnexe } from './notifications.ts'
import { rallyBoardAnnexe } from './rally-board.ts'
import { rallyCaptureAnnexe } from './rally-capture.ts'
import { rallyEditionsAnnexe } from './rally-editions.ts'
import { findingsAnnexe } from './rally-findings.ts'
import { rallyNetworksAnnexe } from './rally-networks.ts'
import { rallyReviewAnnexe } from './rally-review.ts'
import { rallyTeamsAnnexe } from './rally-teams.ts'
import { systematisingAnnexe } from './systematising.ts'
import { tablesAnnexe } from './tables.ts'
import { threadAnnexe } from './thread.ts'
import { trackingEvidenceAnnexe } from './tracking-evidence.ts'
import { trackingReportsAnnexe } from './tracking-reports.ts'
import { trackingTimeAnnexe } from './tracking-time.ts'
import { worksAnnexe } from './works.ts'

/** The part of the table that one sub-noun keeps beside its own stage. */
export type Annexe = {
  rules: readonly Rule[]
  /** Where a player finds a route of these rules: 'GET /:space/obras/:key' → '/san-jacinto/obras/…'; made once or for each who asks. */
  addressOf(stage: AccessStage, route: string, player: Player, plan: Furnished): Promise<string>
}

export const annexes: readonly Annexe[] = [
  worksAnnexe,
  rallyEditionsAnnexe,
  rallyTeamsAnnexe,
  rallyCaptureAnnexe,
  rallyNetworksAnnexe,
  rallyBoardAnnexe,
  rallyReviewAnnexe,
  findingsAnnexe,
  trackingReportsAnnexe,
  trackingEvidenceAnnexe,
  trackingTimeAnnexe,
  notificationsAnnexe,
  exercisesAnnexe,
  governanceAnnexe,
  electionsAnnexe,
  consultationsAnnexe,
  systematisingAnnexe,
  diagnosesAnnexe,
  tablesAnnexe,
  adoptionAnnexe,
  threadAnnexe,
]
