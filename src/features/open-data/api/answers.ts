import type { z } from '@hono/zod-openapi'
import { commitmentPaths, planPaths } from '../../commitments/paths.ts'
import type { Space } from '../../spaces/model.ts'
import { spacePaths } from '../../spaces/paths.ts'
import type { SpaceRow } from '../../spaces/queries.ts'
import { type BoardRow, statesOf } from '../../tracking/board/model.ts'
import type { Names } from '../../tracking/board/queries.ts'
import type { PublishedPlan } from '../model.ts'
import type { StoredVersion } from './queries.ts'
import type { planSchema, spaceDetailSchema, spaceSchema, summarySchema, versionSchema } from './schema.ts'

/** `base` is the platform's own origin, so that an answer read elsewhere still leads back. */
export function spaceAnswer(base: string, row: SpaceRow): z.output<typeof spaceSchema> {
  const { slug, name, kind, isFictional, plans } = row
  return { slug, name, kind, parent: row.parentSlug, isFictional, plans, url: base + spacePaths.space(slug) }
}

export function spaceDetailAnswer(base: string, space: Space): z.output<typeof spaceDetailSchema> {
  const { slug, name, kind, language, territoryKey, about, contactOffice, contactUrl, isFictional } = space
  return {
    ...{ slug, name, kind, language, territoryKey, about, contactOffice, contactUrl, isFictional },
    path: space.path.map((above) => ({ slug: above.slug, name: above.name })),
    url: base + spacePaths.space(slug),
  }
}

export function planAnswer(base: string, plan: PublishedPlan): z.output<typeof planSchema> {
  const { space, slug, title, number, summary, startsOn, endsOn, legalBasis, ogpActionPlanId, origin } = plan
  const { launchedOn, approvedBy, approvedOn, approvalUrl } = plan
  return {
    ...{ space, slug, title, number, summary, startsOn, endsOn, legalBasis, ogpActionPlanId, origin },
    kind: plan.kind as z.output<typeof planSchema>['kind'],
    source:
      plan.sourceTitle === null && plan.sourceUrl === null ? null : { title: plan.sourceTitle, url: plan.sourceUrl },
    publication: { launchedOn, approvedBy, approvedOn, approvalUrl, publishedAt: plan.publishedAt.toISOString() },
    isFictional: plan.isFictional,
    commitments: plan.commitments,
    updatedAt: plan.updatedAt.toISOString(),
    url: base + planPaths.plan({ space: { slug: space }, slug }),
  }
}

export function derivedAnswer(row: BoardRow) {
  const { lateness, date, days } = row.deadline
  const { pause } = row
  return {
    standing: row.standing,
    progress: row.progress,
    deadline: pause ? null : { lateness, date, days },
    silentDays: row.silentDays,
    pause: pause ? { kind: pause.kind, since: pause.since, party: pause.party, reason: pause.reason } : null,
  }
}

export function summaryAnswer(base: string, row: BoardRow, names: Names | undefined): z.output<typeof summarySchema> {
  const { key, number, title, startsOn, endsOn } = row
  return {
    ...{ key, number, title, startsOn, endsOn },
    lead: names?.lead ?? [],
    coResponsible: names?.partners ?? [],
    states: [...statesOf(row)].sort(),
    ...derivedAnswer(row),
    updatedAt: row.updatedAt.toISOString(),
    url: commitmentUrl(base, row.plan.spaceSlug, row.plan.slug, key),
  }
}

export function versionAnswer(version: StoredVersion): z.output<typeof versionSchema> {
  const { number, at, reason, approvedBy, approvedOn, approvalUrl } = version
  return { number, at: at.toISOString(), reason, approvedBy, approvedOn, approvalUrl }
}

export function commitmentUrl(base: string, space: string, plan: string, key: string): string {
  return base + commitmentPaths.commitment({ space: { slug: space }, slug: plan }, key)
}
