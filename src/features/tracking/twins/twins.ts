import { stringify } from 'csv-stringify/sync'
import ical from 'ical-generator'
import type { C } from '../../../platform/http/env.ts'
import { xml } from '../../../platform/http/xml.ts'
import { csvGuard } from '../../commitments/imports/template/guard.ts'
import { commitmentPaths } from '../../commitments/paths.ts'
import { reportedShare } from '../../commitments/progress/model.ts'
import { type BoardRow, statesOf } from '../board/model.ts'
import { type Names, namesOf } from '../board/queries.ts'
import { stateCapitals } from '../board/states.ts'

export type Seen = { title: string; address: string; rows: readonly BoardRow[] }
export type Twin = (c: C, seen: Seen) => Promise<Response>

/** The board's data under its own address plus an ending: the rows that the page shows, all pages of them. */
export const twins: Record<'json' | 'csv' | 'atom' | 'ics' | 'geojson', Twin> = {
  json: async (c, seen) => {
    const names = await namesOf(c.var.context.db, idsOf(seen))
    return c.json({
      title: seen.title,
      address: absolute(c, seen.address),
      commitments: seen.rows.map((row) => plain(c, row, names)),
    })
  },
  csv: async (c, seen) => {
    const names = await namesOf(c.var.context.db, idsOf(seen))
    const rows = seen.rows.map((row) => flat(plain(c, row, names)))
    const text = stringify(rows, {
      header: true,
      columns: [...csvColumns],
      record_delimiter: 'windows',
      escape_formulas: false,
    })
    return c.body(text, 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'inline; filename="tablero.csv"',
    })
  },
  atom: async (c, seen) => c.body(atomOf(c, seen), 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' }),
  ics: async (c, seen) => c.body(calendarOf(c, seen), 200, { 'Content-Type': 'text/calendar; charset=utf-8' }),
  geojson: async (c, seen) => {
    const features = featuresOf(c, seen)
    return c.body(JSON.stringify({ type: 'FeatureCollection', features }), 200, {
      'Content-Type': 'application/geo+json',
    })
  },
}

function idsOf({ rows }: Seen): string[] {
  return rows.map((row) => row.id)
}

function absolute(c: C, path: string): string {
  return `${c.var.deps.config.baseUrl}${path}`
}

function hrefOf(c: C, row: BoardRow): string {
  return absolute(c, commitmentPaths.commitment({ space: { slug: row.plan.spaceSlug }, slug: row.plan.slug }, row.key))
}

/** One row as data: codes, not words; unknown is null. The parts of `progress` add to 100.00 and can be recomputed from `actions`. */
function plain(c: C, row: BoardRow, names: ReadonlyMap<string, Names>) {
  return {
    space: row.plan.spaceSlug,
    plan: row.plan.slug,
    key: row.key,
    number: row.number,
    title: row.title,
    url: hrefOf(c, row),
    lead: names.get(row.id)?.lead ?? [],
    coResponsible: names.get(row.id)?.partners ?? [],
    country: row.country,
    states: [...statesOf(row)],
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    standing: row.standing,
    reported: row.progress ? reportedShare(row.progress) : null,
    validated: row.validated,
    verified: row.progress?.verified ?? null,
    disputedActivities: row.disputed,
    progress: row.progress,
    assessed: names.get(row.id)?.assessed ?? null,
    actions: row.actions,
    lateness: row.pause ? null : row.deadline.lateness,
    nextDeadline: row.deadline.date,
    daysToDeadline: row.deadline.days,
    silentDays: row.silentDays,
    pause: row.pause
      ? { kind: row.pause.kind, since: row.pause.since, party: row.pause.party, reason: row.pause.reason }
      : null,
    isFictional: row.plan.isFictional,
    updatedAt: row.updatedAt,
  }
}

const csvColumns = [
  ...(['space', 'plan', 'key', 'number', 'title', 'url', 'lead', 'co_responsible', 'country', 'states'] as const),
  ...([
    'starts_on',
    'ends_on',
    'standing',
    'reported_pct',
    'validated_pct',
    'verified_pct',
    'complete_pct',
    'in_progress_pct',
  ] as const),
  ...(['not_started_pct', 'assessed_variable', 'assessed_label', 'lateness', 'next_deadline'] as const),
  ...(['disputed_activities', 'days_to_deadline', 'silent_days', 'pause', 'is_fictional', 'updated_at'] as const),
] as const

function flat(row: ReturnType<typeof plain>): Record<(typeof csvColumns)[number], unknown> {
  return {
    space: row.space,
    plan: row.plan,
    key: row.key,
    number: row.number,
    title: csvGuard.write(row.title),
    url: row.url,
    lead: csvGuard.write(row.lead.join(' | ')),
    co_responsible: csvGuard.write(row.coResponsible.join(' | ')),
    country: row.country,
    states: row.states.join(' | '),
    starts_on: row.startsOn,
    ends_on: row.endsOn,
    standing: row.standing,
    reported_pct: row.reported,
    validated_pct: row.validated,
    verified_pct: row.verified,
    complete_pct: row.progress?.complete,
    in_progress_pct: row.progress?.['in-progress'],
    not_started_pct: row.progress?.['not-started'],
    assessed_variable: row.assessed?.variable,
    assessed_label: row.assessed?.label,
    lateness: row.lateness,
    next_deadline: row.nextDeadline,
    disputed_activities: row.disputedActivities,
    days_to_deadline: row.daysToDeadline,
    silent_days: row.silentDays,
    pause: row.pause?.kind,
    is_fictional: String(row.isFictional),
    updated_at: row.updatedAt.toISOString(),
  }
}

/** Outside its page nothing else says that a place is invented. */
function namedHonestly(c: C, row: BoardRow): string {
  const name = `${row.number}. ${row.title}`
  return row.plan.isFictional ? `${name} (${c.var.t('board.fictional')})` : name
}

function atomOf(c: C, { title, address, rows }: Seen): string {
  const { t } = c.var
  const lastOf = (row: BoardRow) => Math.max(row.updatedAt.getTime(), row.lastStatedAt?.getTime() ?? 0)
  const newest = rows.toSorted((a, b) => lastOf(b) - lastOf(a)).slice(0, 50)
  const updated = newest[0] ? lastOf(newest[0]) : c.var.context.now.getTime()
  const entries = newest.map((row) => {
    const when = new Date(lastOf(row)).toISOString()
    const words = `${t(`board.standing.${row.standing}`)} · ${row.pause ? t(`board.pause.${row.pause.kind}`) : t(`board.light.${row.deadline.lateness}`)}`
    return `<entry><id>urn:uuid:${row.id}:${lastOf(row)}</id><title>${xml(namedHonestly(c, row))}</title><link href="${xml(hrefOf(c, row))}"/><updated>${when}</updated><summary>${xml(words)}</summary></entry>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${xml(absolute(c, address))}</id><title>${xml(t('board.atom.title', { title }))}</title><link href="${xml(absolute(c, address))}"/><link rel="self" href="${xml(absolute(c, `${address}.atom`))}"/><updated>${new Date(updated).toISOString()}</updated><author><name>Tequio</name></author>
${entries.join('\n')}
</feed>
`
}

function calendarOf(c: C, { title, rows }: Seen): string {
  const { t, context } = c.var
  const calendar = ical({ name: t('board.ics.name', { title }), prodId: { company: 'Tequio', product: 'tablero' } })
  for (const row of rows) {
    const day = row.deadline.date ?? row.endsOn
    if (!day) continue
    const start = new Date(`${day}T00:00:00Z`)
    calendar.createEvent({
      id: `${row.id}@tequio`,
      start,
      allDay: true,
      summary: t('board.ics.end', { title: namedHonestly(c, row) }),
      url: hrefOf(c, row),
      stamp: context.now,
    })
  }
  return calendar.toString()
}

/** One point for each state a commitment concerns, at the state's capital; `precision` keeps anyone from reading more into it. */
function featuresOf(c: C, { rows }: Seen): object[] {
  return rows.flatMap((row) =>
    [...statesOf(row)].flatMap((state) => {
      const capital = stateCapitals[state]
      if (!capital) return []
      const properties = {
        title: row.title,
        number: row.number,
        url: hrefOf(c, row),
        state,
        standing: row.standing,
        lateness: row.pause ? null : row.deadline.lateness,
        precision: 'state',
        isFictional: row.plan.isFictional,
      }
      return [
        { type: 'Feature', id: `${row.id}-${state}`, geometry: { type: 'Point', coordinates: capital }, properties },
      ]
    }),
  )
}
