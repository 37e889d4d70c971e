import adoptionEn from '../../../locales/en/adoption.json' with { type: 'json' }
import attachmentsEn from '../../../locales/en/attachments.json' with { type: 'json' }
import boardEn from '../../../locales/en/board.json' with { type: 'json' }
import commitmentsEn from '../../../locales/en/commitments.json' with { type: 'json' }
import commonEn from '../../../locales/en/common.json' with { type: 'json' }
import consultationsEn from '../../../locales/en/consultations.json' with { type: 'json' }
import diagnosesEn from '../../../locales/en/diagnoses.json' with { type: 'json' }
import electionsEn from '../../../locales/en/elections.json' with { type: 'json' }
import exercisesEn from '../../../locales/en/exercises.json' with { type: 'json' }
import governanceEn from '../../../locales/en/governance.json' with { type: 'json' }
import importsEn from '../../../locales/en/imports.json' with { type: 'json' }
import logframeEn from '../../../locales/en/logframe.json' with { type: 'json' }
import notificationsEn from '../../../locales/en/notifications.json' with { type: 'json' }
import openDataEn from '../../../locales/en/open-data.json' with { type: 'json' }
import peopleEn from '../../../locales/en/people.json' with { type: 'json' }
import photosEn from '../../../locales/en/photos.json' with { type: 'json' }
import plansEn from '../../../locales/en/plans.json' with { type: 'json' }
import rallyBoardEn from '../../../locales/en/rally-board.json' with { type: 'json' }
import rallyCaptureEn from '../../../locales/en/rally-capture.json' with { type: 'json' }
import rallyEditionsEn from '../../../locales/en/rally-editions.json' with { type: 'json' }
import rallyFindingsEn from '../../../locales/en/rally-findings.json' with { type: 'json' }
import rallyNetworksEn from '../../../locales/en/rally-networks.json' with { type: 'json' }
import rallyReviewEn from '../../../locales/en/rally-review.json' with { type: 'json' }
import rallyTeamsEn from '../../../locales/en/rally-teams.json' with { type: 'json' }
import recordEn from '../../../locales/en/record.json' with { type: 'json' }
import spacesEn from '../../../locales/en/spaces.json' with { type: 'json' }
import systematisingEn from '../../../locales/en/systematising.json' with { type: 'json' }
import tablesEn from '../../../locales/en/tables.json' with { type: 'json' }
import threadEn from '../../../locales/en/thread.json' with { type: 'json' }
import trackingEvidenceEn from '../../../locales/en/tracking-evidence.json' with { type: 'json' }
import trackingReportsEn from '../../../locales/en/tracking-reports.json' with { type: 'json' }
import trackingTimeEn from '../../../locales/en/tracking-time.json' with { type: 'json' }
import uiEn from '../../../locales/en/ui.json' with { type: 'json' }
import worksEn from '../../../locales/en/works.json' with { type: 'json' }
import adoption from '../../../locales/es/adoption.json' with { type: 'json' }
import attachments from '../../../locales/es/attachments.json' with { type: 'json' }
import board from '../../../locales/es/board.json' with { type: 'json' }
import commitments from '../../../locales/es/commitments.json' with { type: 'json' }
import common from '../../../locales/es/common.json' with { type: 'json' }
import consultations from '../../../locales/es/consultations.json' with { type: 'json' }
import diagnoses from '../../../locales/es/diagnoses.json' with { type: 'json' }
import elections from '../../../locales/es/elections.json' with { type: 'json' }
import exercises from '../../../locales/es/exercises.json' with { type: 'json' }
import governance from '../../../locales/es/governance.json' with { type: 'json' }
import imports from '../../../locales/es/imports.json' with { type: 'json' }
import logframe from '../../../locales/es/logframe.json' with { type: 'json' }
import notifications from '../../../locales/es/notifications.json' with { type: 'json' }
import openData from '../../../locales/es/open-data.json' with { type: 'json' }
import people from '../../../locales/es/people.json' with { type: 'json' }
import photos from '../../../locales/es/photos.json' with { type: 'json' }
import plans from '../../../locales/es/plans.json' with { type: 'json' }
import rallyBoard from '../../../locales/es/rally-board.json' with { type: 'json' }
import rallyCapture from '../../../locales/es/rally-capture.json' with { type: 'json' }
import rallyEditions from '../../../locales/es/rally-editions.json' with { type: 'json' }
import rallyFindings from '../../../locales/es/rally-findings.json' with { type: 'json' }
import rallyNetworks from '../../../locales/es/rally-networks.json' with { type: 'json' }
import rallyReview from '../../../locales/es/rally-review.json' with { type: 'json' }
import rallyTeams from '../../../locales/es/rally-teams.json' with { type: 'json' }
import record from '../../../locales/es/record.json' with { type: 'json' }
import spaces from '../../../locales/es/spaces.json' with { type: 'json' }
import systematising from '../../../locales/es/systematising.json' with { type: 'json' }
import tables from '../../../locales/es/tables.json' with { type: 'json' }
import thread from '../../../locales/es/thread.json' with { type: 'json' }
import trackingEvidence from '../../../locales/es/tracking-evidence.json' with { type: 'json' }
import trackingReports from '../../../locales/es/tracking-reports.json' with { type: 'json' }
import trackingTime from '../../../locales/es/tracking-time.json' with { type: 'json' }
import ui from '../../../locales/es/ui.json' with { type: 'json' }
import works from '../../../locales/es/works.json' with { type: 'json' }

/** Spanish is the source: its keys are the type; a test holds every other language to them. */
export const spanish = {
  ...common,
  ...ui,
  ...photos,
  ...attachments,
  ...people,
  ...spaces,
  ...plans,
  ...commitments,
  ...board,
  ...consultations,
  ...thread,
  ...adoption,
  ...tables,
  ...diagnoses,
  ...systematising,
  ...elections,
  ...governance,
  ...exercises,
  ...imports,
  ...logframe,
  ...record,
  ...openData,
  ...trackingReports,
  ...trackingEvidence,
  ...trackingTime,
  ...notifications,
  ...works,
  ...rallyEditions,
  ...rallyTeams,
  ...rallyCapture,
  ...rallyNetworks,
  ...rallyBoard,
  ...rallyReview,
  ...rallyFindings,
}

export type MessageKey = keyof typeof spanish

export const english: Partial<Record<string, string>> = {
  ...commonEn,
  ...uiEn,
  ...photosEn,
  ...attachmentsEn,
  ...peopleEn,
  ...spacesEn,
  ...plansEn,
  ...commitmentsEn,
  ...boardEn,
  ...consultationsEn,
  ...threadEn,
  ...adoptionEn,
  ...tablesEn,
  ...diagnosesEn,
  ...systematisingEn,
  ...electionsEn,
  ...governanceEn,
  ...exercisesEn,
  ...importsEn,
  ...logframeEn,
  ...recordEn,
  ...openDataEn,
  ...trackingReportsEn,
  ...trackingEvidenceEn,
  ...trackingTimeEn,
  ...notificationsEn,
  ...worksEn,
  ...rallyEditionsEn,
  ...rallyTeamsEn,
  ...rallyCaptureEn,
  ...rallyNetworksEn,
  ...rallyBoardEn,
  ...rallyReviewEn,
  ...rallyFindingsEn,
}
