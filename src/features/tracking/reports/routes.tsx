import type { App } from '../../../platform/http/env.ts'

export function mountReports(_app: App): void {}
