import type { C } from '../../../platform/http/env.ts'
import { formatDate } from '../../../ui/format.ts'
import { langOf } from '../../../ui/Said.tsx'
import type { Contribution } from '../contributions/model.ts'
import type { Consultation } from '../model.ts'
import { consultationPaths } from '../paths.ts'
import { beginning, figure, titleOf } from './words.ts'

type ItemsProps = {
  c: C
  consultation: Consultation
  contributions: readonly Contribution[]
  start: number
  /** Under a title of its own: one level of heading lower. */
  plain?: boolean
}

/** Contributions one reads down. */
export function ContributionItems({ c, consultation, contributions, start, plain = false }: ItemsProps) {
  return (
    <ol class="contributions" start={start}>
      {contributions.map((contribution) => (
        <li>
          <Heading c={c} consultation={consultation} contribution={contribution} plain={plain} />
          {contribution.text?.title ? (
            <p {...langOf(c, contribution.language)}>{beginning(contribution.text.body, 220)}</p>
          ) : null}
          <p class="small muted">{aboutWords(c, contribution, !plain).join(' · ')}</p>
        </li>
      ))}
    </ol>
  )
}

function Heading({
  c,
  consultation,
  contribution,
  plain,
}: Omit<ItemsProps, 'contributions' | 'start'> & { contribution: Contribution }) {
  const link = (
    <a href={consultationPaths.contribution(consultation, contribution.folio)} {...langOf(c, contribution.language)}>
      {titleOf(c, contribution)}
    </a>
  )
  return plain ? <h3>{link}</h3> : <h2>{link}</h2>
}

/** Its axis, how and where it was said, and how many support it: not on pages that are kept, since supports are no events. */
export function aboutWords(c: C, contribution: Contribution, withSupports: boolean): string[] {
  const { t, context } = c.var
  const { axis, channel, place, saidOn, territory, supports, supportsElsewhere, comments } = contribution
  return [
    ...(axis ? [axis.name] : []),
    t(`consultations.channel.${channel}`),
    ...(place ? [place] : []),
    ...(territory ? [territory.name] : []),
    formatDate(saidOn, context.locale),
    ...(withSupports && supports > 0 ? [t('consultations.supports', { count: supports })] : []),
    ...(supportsElsewhere === null
      ? []
      : [t('consultations.supports-elsewhere', { count: figure(c, supportsElsewhere) })]),
    ...(withSupports && comments > 0 ? [t('consultations.comments.count', { count: comments })] : []),
  ]
}
