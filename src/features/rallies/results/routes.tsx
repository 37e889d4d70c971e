import type { App } from '../../../platform/http/env.ts'

export function mountResults(_app: App): void {}
