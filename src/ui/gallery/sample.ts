import type { T } from '../../platform/i18n.ts'

export interface Sample {
  t: T
  lang: string
}
