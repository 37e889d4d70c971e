import { join } from 'node:path'
import { s3Storage } from './s3.ts'
import { folderStorage, type Storage } from './storage.ts'

/** The store that STORAGE_URL names, else a folder in DATA_DIR. */
export function configuredStorage({ storageUrl, dataDir }: { storageUrl: string | null; dataDir: string }): Storage {
  const folder = join(dataDir, 'files')
  return storageUrl === null ? folderStorage(folder) : s3Storage(storageUrl, join(folder, 'drafts'))
}
