import type { App } from '../../../platform/http/env.ts'

export function mountNetworks(_app: App): void {}
