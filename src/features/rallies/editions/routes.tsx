import type { App } from '../../../platform/http/env.ts'

export function mountEditions(_app: App): void {}
