import type { C } from '../../../../platform/http/env.ts'
import { formatNumber, formatPercent } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { Table } from '../../../../ui/Table.tsx'
import type { Challenge, PointName } from '../../scoring/model.ts'
import type { Edition } from '../model.ts'
import { pointNames } from '../rules/model.ts'
import { at, challengeName, criterionName, pointsWords } from './words.ts'

type RulesProps = { c: C; edition: Edition }

/** The points of an edition, and the rules around them in plain words. */
export function RulesTables({ c, edition }: RulesProps) {
  const { t, context } = c.var
  const { rules, isSample } = edition.rules
  const { locale } = context
  const named = pointNames.map((name) => ({ name, points: rules.points[name] }))
  return (
    <>
      {isSample ? (
        <Notice t={t} kind="warning">
          <p>{t('rally.rules.sample')}</p>
        </Notice>
      ) : null}
      <Table<{ name: PointName; points: number }>
        id="points"
        caption={t('rally.rules.points')}
        rows={named}
        columns={[
          { key: 'name', label: t('rally.rules.what'), cell: ({ name }) => t(`rally.point.${name}`) },
          {
            key: 'points',
            label: t('rally.rules.points'),
            numeric: true,
            cell: ({ points }) => formatNumber(points, locale),
          },
        ]}
      />
      <ul class="listed">
        {sentences(c, edition).map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
      <Challenges c={c} edition={edition} />
      {rules.tie_break.length > 0 ? (
        <>
          <p>{t('rally.rules.ties')}</p>
          <ol class="listed">
            {rules.tie_break.map((name) => (
              <li>{t(`rally.tie-break.${name}`)}</li>
            ))}
          </ol>
          <p>{t('rally.rules.ex-aequo')}</p>
        </>
      ) : null}
    </>
  )
}

function sentences({ var: { t, context } }: C, edition: Edition): string[] {
  const { rules } = edition.rules
  const factor = rules.unannounced_visit_factor
  return [
    factor === 1
      ? t('rally.rules.unannounced.full')
      : factor === 0
        ? t('rally.rules.unannounced.none')
        : t('rally.rules.unannounced', { share: formatPercent(factor * 100, context.locale, 0) }),
    t('rally.rules.cap', { count: rules.works_cap_per_team }),
    ...(rules.announce_by
      ? [t('rally.rules.announce-by', { date: at(new Date(rules.announce_by), context.locale, edition) })]
      : []),
    t('rally.rules.once'),
    t('rally.rules.not-found-counts'),
    t(likesCount(edition) ? 'rally.rules.likes-challenge' : 'rally.rules.likes'),
  ]
}

/** T-47: popularity gives points only where a challenge says so. */
const likesCount = ({ rules: { rules } }: Edition) =>
  (rules.challenges ?? []).some(({ kind }) => kind === 'interactions')

function Challenges({ c, edition }: RulesProps) {
  const { t, context } = c.var
  const challenges = edition.rules.rules.challenges ?? []
  if (challenges.length === 0) return null
  return (
    <Table<Challenge>
      id="challenges"
      caption={t('rally.challenges.legend')}
      rows={challenges}
      columns={[
        { key: 'id', label: t('rally.challenges.id'), heading: true, cell: ({ id }) => challengeName(t, id) },
        { key: 'how', label: t('rally.challenges.kind'), cell: (one) => challengeWords(c, one) },
        {
          key: 'points',
          label: t('rally.rules.points'),
          cell: (one) =>
            one.kind === 'panel'
              ? t('rally.challenges.up-to', { points: pointsWords(t, one.max_points, context.locale) })
              : pointsWords(t, one.points, context.locale),
        },
      ]}
    />
  )
}

function challengeWords({ var: { t } }: C, challenge: Challenge): string {
  if (challenge.kind === 'interactions') {
    return t('rally.challenge.interactions.words', { count: challenge.top, posts: challenge.posts })
  }
  if (challenge.kind === 'judged')
    return t('rally.challenge.judged.words', { criterion: criterionName(t, challenge.criterion) })
  return t('rally.challenge.panel.words', { count: challenge.max_teams })
}
