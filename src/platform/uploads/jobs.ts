import type { TaskList } from 'graphile-worker'
import { purgeUploads, type UploadHall } from './commands.ts'

export function uploadTasks(hall: UploadHall): TaskList {
  return {
    purge_uploads: async () => {
      await purgeUploads(hall, new Date())
    },
  }
}

/** A line for the crontab of the worker. */
export const uploadCron = '45 * * * * purge_uploads'
