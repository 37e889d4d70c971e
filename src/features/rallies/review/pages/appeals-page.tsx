import type { C } from '../../../../platform/http/env.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { Items } from '../../../../ui/Items.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import { Status } from '../../../../ui/Status.tsx'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import { appealsAre, dueAt, type Outcome } from '../appeals/model.ts'
import type { Appeal } from '../appeals/queries.ts'
import { reviewPaths } from '../paths.ts'

export const outcomeTone: Record<Outcome, 'done' | 'at-risk' | 'paused'> = {
  upheld: 'done',
  partly: 'at-risk',
  rejected: 'paused',
}

type AppealsPageProps = { c: C; edition: Edition; appeals: readonly Appeal[] }

/** Every appeal with its answer, or how long it still may take. */
export function AppealsPage({ c, edition, appeals }: AppealsPageProps) {
  const { t } = c.var
  const title = t('review.appeals.title')
  const open = appeals.filter(({ answer }) => answer === null).length
  return (
    <EditionFrame
      c={c}
      edition={edition}
      title={title}
      twins={['json', 'csv', 'atom']}
      canonical={reviewPaths.appeals(edition)}
    >
      <h1>{title}</h1>
      <p class="lead">{t('review.appeals.lead', { count: appeals.length, open })}</p>
      <AppealWindow c={c} edition={edition} />
      {appeals.length === 0 ? (
        <EmptyState
          title={t('review.appeals.none')}
          actions={<ButtonLink href={rallyPaths.board(edition)}>{t('review.appeals.to-board')}</ButtonLink>}
        >
          <p>{t('review.appeals.none.text')}</p>
        </EmptyState>
      ) : (
        <Items
          label={title}
          items={appeals.map((appeal) => ({
            title: t('review.appeals.about', { team: appeal.team?.name ?? appeal.network, folio: appeal.folio }),
            href: reviewPaths.appeal(edition, appeal.folio),
            meta: appeal.hidden ? t('review.appeals.hidden', { reason: appeal.hidden.reason }) : appeal.reason,
            state: <AppealState c={c} edition={edition} appeal={appeal} />,
          }))}
        />
      )}
    </EditionFrame>
  )
}

export function AppealState({ c, edition, appeal }: { c: C; edition: Edition; appeal: Appeal }) {
  const { t, context } = c.var
  if (appeal.answer)
    return <Status kind={outcomeTone[appeal.answer.outcome]} word={t(`review.outcome.${appeal.answer.outcome}`)} />
  const due = dueAt(appeal.filedAt)
  const isLate = context.now > due
  return (
    <Status
      kind={isLate ? 'late' : 'on-time'}
      word={t(isLate ? 'review.appeals.late' : 'review.appeals.waiting')}
      why={t('review.appeals.due', { date: formatDateTime(due, context.locale, edition.timeZone) })}
    />
  )
}

/** Until when one may appeal; after it, that it is over. */
export function AppealWindow({ c, edition }: { c: C; edition: Edition }) {
  const { t, context } = c.var
  const state = appealsAre(edition, context.now)
  const date = edition.appealsCloseAt
    ? formatDateTime(edition.appealsCloseAt, context.locale, edition.timeZone)
    : t('review.appeals.final-result')
  const sentences = {
    'not-yet': t('review.appeals.not-yet'),
    open: t('review.appeals.open', { date }),
    closed: t('review.appeals.closed-on', { date }),
  }
  return (
    <Notice t={t}>
      <p>{sentences[state]}</p>
    </Notice>
  )
}
