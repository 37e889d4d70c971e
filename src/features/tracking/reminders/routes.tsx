import type { App } from '../../../platform/http/env.ts'

export function mountReminders(_app: App): void {}
