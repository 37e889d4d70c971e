import type { TaskList } from 'graphile-worker'
import type { Clock } from '../clock.ts'
import { purgeUploads, type UploadHall } from './commands.ts'

export function uploadTasks(hall: UploadHall, clock: Clock): TaskList {
  return {
    purge_uploads: async () => {
      await purgeUploads(hall, clock())
    },
  }
}

/** A line for the crontab of the worker. */
export const uploadCron = '45 * * * * purge_uploads'
