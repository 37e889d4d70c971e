import type { App } from '../../../platform/http/env.ts'
import { mountCertificates } from './routes/certificates.tsx'
import { mountClosing } from './routes/closing.tsx'
import { mountData } from './routes/data.tsx'

/** What an edition leaves: its results, its open data, its certificates. */
export function mountResults(app: App): void {
  mountClosing(app)
  mountData(app)
  mountCertificates(app)
}
