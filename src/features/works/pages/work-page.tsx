import type { C } from '../../../platform/http/env.ts'
import { Actions, ButtonLink } from '../../../ui/Button.tsx'
import { Card, WithAside } from '../../../ui/Card.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { formatDate, formatMoney, formatShortDate } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Status } from '../../../ui/Status.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { Space } from '../../spaces/model.ts'
import type { Correction } from '../corrections/queries.ts'
import type { Land } from '../land/outlines.ts'
import { worksPaths } from '../paths.ts'
import type { WorkHistory } from '../work/queries.ts'
import { CorrectionList } from './corrections.tsx'
import { PointMap } from './point-map.tsx'
import { ProgressLine } from './progress-line.tsx'
import { Source } from './source.tsx'
import { kindWord, placeWords, progressWords, statusLook, statusWord } from './words.ts'
import { WorksFrame } from './works-frame.tsx'

export type WorkView = { space: Space; work: WorkHistory; corrections: readonly Correction[]; land: Land }

/** A work: what the data say of it, cut by cut, what is doubtful in them, and where it would be. */
export function WorkPage({ c, view }: { c: C; view: WorkView }) {
  const { t } = c.var
  const { space, work, corrections } = view
  const { newest, told } = work
  const [latest] = told
  return (
    <WorksFrame
      c={c}
      space={space}
      title={newest.name}
      twins={['json']}
      changedAt={latest?.cut.finishedAt ?? undefined}
    >
      <h1>{newest.name}</h1>
      <p>
        <code>{work.key}</code>{' '}
        <Status
          kind={statusLook(newest.status)}
          word={newest.status ? statusWord(t, newest.status) : (newest.statusSource ?? statusWord(t, null))}
          why={newest.status === 'fiscal-calendar-ended' ? t('works.status.fiscal-calendar-ended.why') : undefined}
        />
      </p>
      <Notice t={t}>
        <p>{t('works.no-proof')}</p>
      </Notice>
      {latest ? <Source c={c} space={space} cut={latest.cut} /> : null}
      <WithAside aside={<Where c={c} view={view} />} label={t('works.where')}>
        <Doubts c={c} view={view} />
        <Card title={t('works.what')}>
          <DescriptionList items={factsOf(c, view)} />
        </Card>
        <Cuts c={c} view={view} />
        <CorrectionList c={c} corrections={corrections} />
        <Actions>
          <ButtonLink href={worksPaths.corrections(space.slug, work.key)} kind="quiet">
            {t('works.correction.report')}
          </ButtonLink>
        </Actions>
      </WithAside>
    </WorksFrame>
  )
}

function Doubts({ c, view: { work } }: { c: C; view: WorkView }) {
  const { t } = c.var
  const { flags, isVisitable, coordinateFault, rows } = work.newest
  const lines = [
    ...(isVisitable ? [] : [t('works.flag.not-visitable')]),
    ...flags.map((flag) => t(`works.flag.${flag}`)),
    ...(coordinateFault && coordinateFault !== 'swapped' ? [t(`works.fault.${coordinateFault}`)] : []),
    ...(rows > 1 ? [t('works.flag.rows', { count: rows })] : []),
  ]
  if (lines.length === 0) return null
  return (
    <Card title={t('works.doubts')} tone="at-risk">
      <ul class="listed">
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </Card>
  )
}

function factsOf(c: C, { work }: WorkView) {
  const { t, context } = c.var
  const { newest } = work
  const day = (iso: string | null) => (iso ? formatDate(iso, context.locale) : null)
  const money = (amount: string) => formatMoney(Number(amount), context.locale, newest.other.MONEDA ?? 'MXN')
  const facts: [string, string | null][] = [
    [t('works.description'), newest.description],
    [t('works.kind'), newest.kindSource ? `${kindWord(t, newest.kind)} («${newest.kindSource}»)` : null],
    [t('works.unit'), [newest.unit, newest.branch].filter((name) => name !== null).join(' · ') || null],
    [t('works.progress'), progressWords(t, newest, context.locale)],
    [t('works.starts'), day(newest.startsOn)],
    [t('works.ends'), day(newest.endsOn)],
    [t('works.total'), newest.totalAmount === null ? null : money(newest.totalAmount)],
    [t('works.status.source'), newest.statusSource],
    [t('works.key.original'), newest.other.CLAVE_ORIGINAL ?? null],
    [t('works.goal'), newest.other.META_FISICA ?? null],
  ]
  return facts.flatMap(([term, value]) => (value === null ? [] : [{ term, value }]))
}

function Where({ c, view: { work, land, space } }: { c: C; view: WorkView }) {
  const { t } = c.var
  const { newest } = work
  const { latitude, longitude } = newest
  return (
    <Card title={t('works.where')} size="small">
      <p>{placeWords(t, newest)}</p>
      {newest.locationText ? <p class="small">{newest.locationText}</p> : null}
      <p class="small muted">{t(`works.precision.${newest.precision}`)}</p>
      {latitude !== null && longitude !== null ? (
        <>
          <PointMap
            label={t('works.where.map', { place: placeWords(t, newest) })}
            land={land}
            points={[{ latitude, longitude }]}
          />
          <p class="small">
            <code>{`${latitude}, ${longitude}`}</code>
          </p>
          <p class="small">
            <a href={`${worksPaths.list(space.slug)}?estado=&cerca=${latitude},${longitude}`}>
              {t('works.near.these')}
            </a>
          </p>
        </>
      ) : null}
    </Card>
  )
}

type Told = WorkHistory['told'][number]

function Cuts({ c, view: { work, space } }: { c: C; view: WorkView }) {
  const { t, context } = c.var
  const oldestFirst = work.told.toReversed()
  // The title says the name; only where cuts tell different ones is it of use to see which.
  const isRenamed = work.told.some(({ state }) => state.name !== work.newest.name)
  const reported = oldestFirst.map(({ cut, state }) => ({ datedOn: cut.datedOn, progress: state.progress }))
  return (
    <Card title={t('works.history')}>
      <div class="stack">
        {reported.length > 1 ? <ProgressLine t={t} reported={reported} locale={context.locale} /> : null}
        <Table<Told>
          id="work-cuts"
          stacked
          caption={t('works.history')}
          captionHidden
          dense
          rows={work.told}
          columns={[
            {
              key: 'cut',
              label: t('works.cut'),
              cell: ({ cut }) => (
                <a href={worksPaths.cut(space.slug, cut.id)}>{formatShortDate(cut.datedOn, context.locale)}</a>
              ),
            },
            ...(isRenamed ? [{ key: 'name', label: t('works.name'), cell: ({ state }: Told) => state.name }] : []),
            {
              key: 'progress',
              label: t('works.progress'),
              numeric: true,
              cell: ({ state }) => progressWords(t, state, context.locale),
            },
            {
              key: 'status',
              label: t('works.status'),
              cell: ({ state }) => state.statusSource ?? statusWord(t, state.status),
            },
            { key: 'spent', label: t('works.spent'), cell: ({ state }) => <Spent c={c} amounts={state.amounts} /> },
          ]}
        />
        <p class="small muted">{t('works.spent.note')}</p>
      </div>
    </Card>
  )
}

/** Two sums side by side and never a ratio: they do not speak of the same years (R-86, T-44). */
function Spent({ c, amounts }: { c: C; amounts: Record<string, string> }) {
  const { t, context } = c.var
  const lines = (['APROBADO', 'MODIFICADO', 'EJERCIDO'] as const).flatMap((name) => {
    const amount = amounts[name]
    return amount === undefined ? [] : [`${t(`works.amount.${name}`)}: ${formatMoney(Number(amount), context.locale)}`]
  })
  if (lines.length === 0) return <>—</>
  return (
    <ul class="plain-list">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}
