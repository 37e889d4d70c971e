import { stringify } from 'csv-stringify/sync'
import ical from 'ical-generator'
import type { C } from '../../../platform/http/env.ts'
import { phaseOf, type WorkingTable } from '../model.ts'
import { tablePaths } from '../paths.ts'

/** A table as data: codes, not words; unknown is null. */
export function plainTable(c: C, table: WorkingTable) {
  const { context, deps } = c.var
  return {
    ...{ slug: table.slug, url: `${deps.config.baseUrl}${tablePaths.table(table)}`, title: table.title },
    ...{ purpose: table.purpose, call: table.call, phase: phaseOf(table, context.now) },
    ...{ heldAt: table.heldAt.toISOString(), endsAt: table.endsAt?.toISOString() ?? null, timeZone: table.timeZone },
    ...{ modality: table.modality, place: table.place, link: table.link, recordingUrl: table.recordingUrl },
    ...{ exercise: table.exercise?.slug ?? null, topic: table.topic?.name ?? null, tree: table.tree?.slug ?? null },
    ...{ capacity: table.capacity, reported: table.reported, cancelledReason: table.cancelledReason },
    isFictional: table.space.isFictional,
  }
}

export function csvOf(c: C, tables: readonly WorkingTable[]): string {
  const rows = tables.map((table) => {
    const { slug, url, title, phase, heldAt, modality, place, exercise, topic } = plainTable(c, table)
    return { slug, title, phase, held_at: heldAt, modality, place, exercise, topic, url }
  })
  const columns = ['slug', 'title', 'phase', 'held_at', 'modality', 'place', 'exercise', 'topic', 'url']
  return stringify(rows, { header: true, columns, record_delimiter: 'windows', escape_formulas: true })
}

const usualHours = 4

export function calendarOf(c: C, name: string, tables: readonly WorkingTable[]): string {
  const { t, context, deps } = c.var
  const calendar = ical({ name, prodId: { company: 'Tequio', product: 'mesas' } })
  for (const table of tables) {
    if (table.publishedAt === null) continue
    const fictional = table.space.isFictional ? ` (${t('exercise.fictional')})` : ''
    const cancelled = table.cancelledReason === null ? '' : `${t('tables.phase.cancelled')}: `
    calendar.createEvent({
      ...{ id: `${table.id}@tequio`, start: table.heldAt, stamp: context.now, description: table.purpose },
      end: table.endsAt ?? new Date(table.heldAt.getTime() + usualHours * 3_600_000),
      summary: `${cancelled}${table.title}${fictional}`,
      ...(table.place ? { location: table.place } : {}),
      url: `${deps.config.baseUrl}${tablePaths.table(table)}`,
    })
  }
  return calendar.toString()
}
