/** A published plan as lists and catalogues name it. */
export type PublishedPlan = {
  id: string
  space: string
  spaceName: string
  slug: string
  title: string
  kind: string
  number: string | null
  summary: string | null
  startsOn: string | null
  endsOn: string | null
  origin: 'platform' | 'public-record'
  sourceTitle: string | null
  sourceUrl: string | null
  language: 'es' | 'en'
  legalBasis: string | null
  ogpActionPlanId: string | null
  isFictional: boolean
  launchedOn: string | null
  approvedBy: string | null
  approvedOn: string | null
  approvalUrl: string | null
  publishedAt: Date
  commitments: number
  updatedAt: Date
}

/** Under which the platform's own data may be used; what is restated from a source keeps that source's terms. */
export const license = {
  name: 'CC-BY-4.0',
  title: 'Creative Commons Atribución 4.0 Internacional',
  url: 'https://creativecommons.org/licenses/by/4.0/',
} as const

/** A plan in an address that filters by plan: 'mexico/4pa-2019-2021'. */
export function planName(plan: Pick<PublishedPlan, 'space' | 'slug'>): string {
  return `${plan.space}/${plan.slug}`
}
