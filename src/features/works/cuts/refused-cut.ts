import type { CutReport } from './report.ts'

/** Nothing of the cut is kept; the message is the sentence for whoever brought it, the report what was read until then. */
export class RefusedCut extends Error {
  override name = 'RefusedCut'
  readonly report: CutReport | null
  constructor(message: string, report: CutReport | null = null) {
    super(message)
    this.report = report
  }
}
