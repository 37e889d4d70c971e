import type { App } from '../../../platform/http/env.ts'
import { mountAppeals } from './routes/appeals.tsx'
import { mountBench } from './routes/bench.tsx'
import { mountJudging } from './routes/judging.tsx'

/** The judges' bench, what it is measured by, and appeals. */
export function mountReview(app: App): void {
  mountBench(app)
  mountJudging(app)
  mountAppeals(app)
}
