import type { App } from '../../../platform/http/env.ts'

export function mountTeams(_app: App): void {}
