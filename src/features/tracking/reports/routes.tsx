import type { App } from '../../../platform/http/env.ts'
import { mountReading } from './routes/reading.tsx'
import { mountVerifying } from './routes/verifying.tsx'
import { mountWriting } from './routes/writing.tsx'

/** Reports, answers and verifications of a plan's activities. */
export function mountReports(app: App): void {
  mountReading(app)
  mountWriting(app)
  mountVerifying(app)
}
