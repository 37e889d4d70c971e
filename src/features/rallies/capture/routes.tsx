import type { App } from '../../../platform/http/env.ts'

export function mountCapture(_app: App): void {}
