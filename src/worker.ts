import type { TaskList } from 'graphile-worker'
import { consultationCron, consultationTasks } from './features/consultations/jobs.ts'
import { diagnosisCron, diagnosisTasks } from './features/diagnoses/jobs.ts'
import { exerciseCron, exerciseTasks } from './features/exercises/jobs.ts'
import { notificationCouriers, notificationCron, notificationTasks } from './features/notifications/jobs.ts'
import { peopleCron, peopleTasks } from './features/people/jobs.ts'
import { planTasks } from './features/plans/jobs.ts'
import { rallyCron, rallyTasks, startRallyListening } from './features/rallies/jobs.ts'
import { tableCron, tableTasks } from './features/tables/jobs.ts'
import { threadCron, threadTasks } from './features/thread/jobs.ts'
import { trackingCron, trackingTasks } from './features/tracking/jobs.ts'
import { worksTasks } from './features/works/jobs.ts'
import type { WorkDeps } from './house.ts'
import { mailCron, mailTasks } from './platform/mail/tasks.ts'
import { uploadFolder } from './platform/uploads/commands.ts'
import { uploadCron, uploadTasks } from './platform/uploads/jobs.ts'

/** Every job the platform does, in one screen. */
export function createTasks(work: WorkDeps): { taskList: TaskList; crontab: string } {
  const { db, config, storage, clock } = work
  return {
    taskList: {
      ...mailTasks(db, { smtpUrl: config.smtpUrl, from: config.mailFrom }, notificationCouriers, clock),
      ...peopleTasks(db, clock),
      ...exerciseTasks(work),
      ...consultationTasks(work),
      ...diagnosisTasks(work),
      ...tableTasks(work),
      ...planTasks(db, clock),
      ...trackingTasks(work),
      ...notificationTasks(work),
      ...threadTasks(work),
      ...worksTasks(work),
      ...rallyTasks(work),
      ...uploadTasks({ db, storage, folder: uploadFolder(config.dataDir) }, clock),
    },
    crontab: [
      ...[mailCron, peopleCron, exerciseCron, consultationCron, diagnosisCron, tableCron, rallyCron, uploadCron],
      ...[trackingCron, notificationCron, threadCron],
    ].join('\n'),
  }
}

/** What listens beside the queue. */
export function startListening(work: WorkDeps): () => Promise<void> {
  return startRallyListening(work)
}
