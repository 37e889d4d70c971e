import { stringify } from 'csv-stringify/sync'
import type { C } from '../../../../platform/http/env.ts'
import { xml } from '../../../../platform/http/xml.ts'
import { csvGuard } from '../../../commitments/imports/template/guard.ts'
import type { Edition } from '../../editions/model.ts'
import { reviewPaths } from '../paths.ts'
import { dueAt } from './model.ts'
import type { Appeal } from './queries.ts'

const base = (c: C) => c.var.deps.config.baseUrl

function plain(c: C, edition: Edition, appeal: Appeal) {
  return {
    folio: appeal.folio,
    url: `${base(c)}${reviewPaths.appeal(edition, appeal.folio)}`,
    network: appeal.network,
    post: appeal.postId,
    team: appeal.team?.code ?? null,
    filedAt: appeal.filedAt.toISOString(),
    dueAt: dueAt(appeal.filedAt).toISOString(),
    reason: appeal.reason,
    evidenceUrl: appeal.evidenceUrl,
    hiddenBecause: appeal.hidden?.reason ?? null,
    outcome: appeal.answer?.outcome ?? null,
    answer: appeal.answer?.reason ?? null,
    answeredBy: appeal.answer?.by ?? null,
    answeredAt: appeal.answer?.at.toISOString() ?? null,
  }
}

export function appealsJson(c: C, edition: Edition, appeals: readonly Appeal[]): Response {
  return c.json({ edition: edition.slug, appeals: appeals.map((appeal) => plain(c, edition, appeal)) })
}

export function appealsCsv(c: C, edition: Edition, appeals: readonly Appeal[]): Response {
  const rows = appeals.map((appeal) =>
    Object.fromEntries(
      Object.entries(plain(c, edition, appeal)).map(([name, value]) => [
        name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        csvGuard.write(value ?? ''),
      ]),
    ),
  )
  const columns = ['folio', 'url', 'network', 'post', 'team', 'filed_at', 'due_at', 'reason', 'evidence_url'].concat([
    ...['hidden_because', 'outcome', 'answer', 'answered_by', 'answered_at'],
  ])
  const text = stringify(rows, { header: true, columns, record_delimiter: 'windows' })
  return c.body(text, 200, { 'Content-Type': 'text/csv; charset=utf-8' })
}

export function appealsAtom(c: C, edition: Edition, appeals: readonly Appeal[]): Response {
  const { t, context } = c.var
  const lastOf = (appeal: Appeal) => appeal.answer?.at ?? appeal.filedAt
  const newest = appeals.toSorted((a, b) => lastOf(b).getTime() - lastOf(a).getTime()).slice(0, 50)
  const address = `${base(c)}${reviewPaths.appeals(edition)}`
  const entries = newest.map((appeal) => {
    const when = lastOf(appeal).toISOString()
    const url = `${base(c)}${reviewPaths.appeal(edition, appeal.folio)}`
    const words = appeal.answer ? t(`review.outcome.${appeal.answer.outcome}`) : t('review.appeals.waiting')
    const text = appeal.answer?.reason ?? appeal.reason ?? t('review.appeals.was-hidden')
    return `<entry><id>${xml(url)}#${when}</id><title>${xml(`${t('review.appeals.one', { folio: appeal.folio })} · ${words}`)}</title><link href="${xml(url)}"/><updated>${when}</updated><summary>${xml(text)}</summary></entry>`
  })
  const updated = (newest[0] ? lastOf(newest[0]) : context.now).toISOString()
  const feed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${xml(address)}</id><title>${xml(`${t('review.appeals.title')} · ${edition.name}`)}</title><link href="${xml(address)}"/><link rel="self" href="${xml(address)}.atom"/><updated>${updated}</updated><author><name>Tequio</name></author>
${entries.join('\n')}
</feed>
`
  return c.body(feed, 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
}
