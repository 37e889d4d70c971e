import type { App } from '../../../platform/http/env.ts'

export function mountCuts(_app: App): void {}
