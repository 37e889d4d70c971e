import type { App } from '../../../platform/http/env.ts'
import { mountCalls } from './calls/routes.tsx'

export function mountReminders(app: App): void {
  mountCalls(app)
}
