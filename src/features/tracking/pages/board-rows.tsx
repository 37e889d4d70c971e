import { dayIn } from '../../../platform/civil-day.ts'
import type { C } from '../../../platform/http/env.ts'
import { Chips } from '../../../ui/Chips.tsx'
import { formatDate, formatList } from '../../../ui/format.ts'
import { Gantt } from '../../../ui/Gantt.tsx'
import { Items } from '../../../ui/Items.tsx'
import { Status } from '../../../ui/Status.tsx'
import { VoicesBars } from '../../../ui/VoicesBars.tsx'
import { statusOf, voicesOf } from '../../commitments/pages/light-words.ts'
import { type BoardRow, orders } from '../board/model.ts'
import type { Names } from '../board/queries.ts'
import { queryOf } from '../board/schema.ts'
import { boardPaths } from '../paths.ts'
import { type Board, hrefOf } from './board-view.ts'
import { TerritoryMap } from './territory-map.tsx'

export function Views({ c, board }: { c: C; board: Board }) {
  const { t } = c.var
  const { filters, address } = board
  return (
    <div class="board-tools">
      <Chips
        labelled
        label={t('board.view')}
        items={(['lista', 'calendario', 'mapa'] as const).map((vista) => ({
          href: `${address}${queryOf(filters, { vista })}`,
          label: t(`board.view.${vista}`),
          current: filters.vista === vista,
        }))}
      />
      <Chips
        labelled
        label={t('board.sort')}
        items={orders.map((orden) => ({
          href: `${address}${queryOf(filters, { orden })}`,
          label: t(`board.order.${orden}`),
          current: filters.orden === orden,
        }))}
      />
    </div>
  )
}

export function Rows({ c, board }: { c: C; board: Board }) {
  const { t, context } = c.var
  if (board.filters.vista === 'mapa') return <TerritoryMap t={t} board={board} id="map" />
  if (board.filters.vista === 'calendario') return <Calendar c={c} board={board} />
  return (
    <Items
      label={t('board.facts.commitments')}
      items={board.shown.map((row) => ({
        number: row.number,
        title: row.title,
        ...(row.language === context.locale ? {} : { lang: row.language }),
        href: hrefOf(row),
        meta: <Meta c={c} board={board} row={row} />,
        bars: row.progress ? (
          <VoicesBars compact voices={voicesOf(t, context.locale, row.progress, 0, validatedOf(board, row))} />
        ) : (
          <Judgement c={c} names={board.names.get(row.id)} />
        ),
        state: (
          <>
            <Status {...statusOf(t, context.locale, row)} />
            {row.disputed > 0 ? (
              <Status
                kind="dispute"
                word={t('board.light.disputed')}
                why={t('board.why.disputed', { count: row.disputed })}
              />
            ) : null}
            <Extended c={c} board={board} row={row} />
            {row.silentDays === null ? null : (
              <span class="why">{t('board.why.silent', { days: row.silentDays })}</span>
            )}
          </>
        ),
      }))}
    />
  )
}

/** Where nobody shares the responsibility nobody was asked, and 0 % would accuse them. */
function validatedOf(board: Board, row: BoardRow) {
  return row.validated !== null && (board.names.get(row.id)?.partners.length ?? 0) === 0
    ? 'nobody-asked'
    : row.validated
}

/** More time that was asked for; a past board does not know of it. */
function Extended({ c, board, row }: { c: C; board: Board; row: BoardRow }) {
  const { t, context } = c.var
  const extension = board.asOf ? null : board.names.get(row.id)?.extension
  if (!extension) return null
  const date = formatDate(extension.until, context.locale)
  return <span class="why">{t(`board.why.extension.${extension.standing}`, { code: extension.code, date })}</span>
}

/** Where nobody reports, what the independent assessment published still speaks; its label is quoted, not converted (T-20). */
function Judgement({ c, names }: { c: C; names: Names | undefined }) {
  if (!names?.assessed) return null
  return (
    <p class="quoted small">
      {c.var.t(`board.assessed.${names.assessed.variable}`)} <strong lang="en">{names.assessed.label}</strong>
    </p>
  )
}

function Meta({ c, board, row }: { c: C; board: Board; row: BoardRow }) {
  const { t, context } = c.var
  const names = board.names.get(row.id)
  const lead =
    names && names.lead.length > 0 ? formatList(names.lead.slice(0, 3), context.locale) : t('board.lead.unknown')
  const partners = names?.partners ?? []
  return (
    <>
      {names?.country && !board.plan?.space.territoryKey ? `${names.country} · ` : ''}
      {lead}
      {partners.length > 0 ? ` · ${t('board.with', { names: formatList(partners.slice(0, 3), context.locale) })}` : ''}
      {board.plan ? null : (
        <>
          <br />
          <a href={boardPaths.plan(row.plan.spaceSlug, row.plan.slug)}>{row.plan.title}</a> · {row.plan.spaceName}
          {row.plan.isFictional ? ` (${t('board.fictional')})` : ''}
        </>
      )}
    </>
  )
}

function Calendar({ c, board }: { c: C; board: Board }) {
  const { t, context } = c.var
  const rows = board.shown.flatMap((row) => {
    if (!row.startsOn || !row.endsOn) return []
    const { kind, word } = statusOf(t, context.locale, row)
    return [
      { label: `${row.number}. ${row.title}`, href: hrefOf(row), start: row.startsOn, end: row.endsOn, kind, word },
    ]
  })
  if (rows.length === 0) return <p>{t('board.gantt.none')}</p>
  const today = dayIn(board.plan?.timeZone ?? 'America/Mexico_City', context.now)
  return <Gantt t={t} locale={context.locale} id="calendar" label={t('board.gantt')} rows={rows} today={today} />
}
