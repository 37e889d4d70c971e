import type { App } from '../../../platform/http/env.ts'
import { mountMissing } from './missing/routes.tsx'
import { mountPhotos } from './photos/routes.tsx'
import { mountSending } from './routes/sending.tsx'
import { mountStreet } from './routes/street.tsx'

/** What teams do in the street, photographs and their checking, and works missing from the list. */
export function mountCapture(app: App): void {
  mountStreet(app)
  mountSending(app)
  mountPhotos(app)
  mountMissing(app)
}
