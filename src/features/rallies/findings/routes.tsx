import type { App } from '../../../platform/http/env.ts'

export function mountFindings(_app: App): void {}
