import type { App } from '../../../platform/http/env.ts'

export function mountContestations(_app: App): void {}
