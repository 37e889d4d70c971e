import type { App } from '../../../platform/http/env.ts'

export function mountExtensions(_app: App): void {}
