import type { App } from '../../../platform/http/env.ts'

export function mountConsolidation(_app: App): void {}
