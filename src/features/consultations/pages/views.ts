import type { Child } from 'hono/jsx'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import type { Comment, Contribution, Decision } from '../contributions/model.ts'
import type { PersonalDataKind } from '../contributions/personal-data.ts'
import type { Channel, Consultation } from '../model.ts'
import type { Shown } from '../translations/model.ts'

/** What the page of a consultation is made of. */
export type ConsultationView = {
  /** For what is done with it. */
  consultation: Consultation
  /** For what is read of it. */
  shown: Shown
  counts: readonly { channel: Channel; count: number }[]
  newest: readonly Contribution[]
  may: { run: boolean; moderate: boolean }
  held: number
  /** Where its results are, once they are published. */
  results: string | null
}

/** What the page of a contribution is made of. */
export type ContributionView = {
  consultation: Consultation
  contribution: Contribution
  decisions: readonly Decision[]
  comments: readonly Comment[]
  commentCount: number
  commentPage: number
  isOpen: boolean
  hasSupported: boolean
  mayModerate: boolean
  /** Only for whoever decides on what is withheld. */
  withheld: { title: string | null; body: string; signature: string | null } | null
  isReceipt: boolean
  typed: Typed
  errors: FieldErrors
  suspected: readonly PersonalDataKind[]
  door: string
  panels: Child[]
}
