import type { App } from '../../../platform/http/env.ts'

export function mountReview(_app: App): void {}
