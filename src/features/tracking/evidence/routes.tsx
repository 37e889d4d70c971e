import type { App } from '../../../platform/http/env.ts'

export function mountEvidence(_app: App): void {}
