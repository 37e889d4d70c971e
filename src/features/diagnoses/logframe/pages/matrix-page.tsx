import { Actions, ButtonLink } from '../../../../ui/Button.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { diagnosisPaths } from '../../paths.ts'
import { loweredTargets } from '../ambition.ts'
import { logframePaths } from '../paths.ts'
import { LogframeFrame, type LogframeView, Origin } from './frame.tsx'
import { MatrixTable } from './matrix-table.tsx'
import { wordOf } from './words.ts'

/** The matrix for everybody, as it was published last; whoever keeps it sees its draft before that. */
export function MatrixPage(view: LogframeView) {
  const { c, tree, logframe, keeps } = view
  const { t, context } = c.var
  const shown = logframe.publications.at(-1)
  return (
    <LogframeFrame view={view} title={t('logframe.title')} twins={shown ? ['json', 'csv'] : []} crumbs={[]}>
      <p class="lead">{t('logframe.lead')}</p>
      <p>
        {t('logframe.alternative')}{' '}
        <a href={`${diagnosisPaths.tree(tree)}#alternatives`}>{logframe.alternative.wording}</a>
      </p>
      {shown ? null : <Notice t={t} title={t('diagnoses.draft')} children={<p>{t('logframe.draft-text')}</p>} />}
      {keeps ? (
        <Actions>
          <ButtonLink href={logframePaths.desk(tree)}>{t('logframe.edit')}</ButtonLink>
        </Actions>
      ) : null}
      <Lowered view={view} />
      <MatrixTable
        c={c}
        caption={t('logframe.caption', { title: tree.title })}
        matrix={(shown ?? logframe.current).matrix}
        below={(row) => <Origin view={view} row={row} />}
      />
      <p class="small muted">{t('logframe.how-to-read')}</p>
      {shown ? (
        <p class="small">
          {t('logframe.published-on', { date: formatDateTime(shown.publishedAt, context.locale) })}{' '}
          <a href={logframePaths.history(tree)}>{t('logframe.history')}</a>
        </p>
      ) : null}
    </LogframeFrame>
  )
}

/** A target that got easier is said where the matrix is read, with its reason. */
function Lowered({ view: { c, logframe } }: { view: LogframeView }) {
  const [before, shown] = logframe.publications.slice(-2)
  const lowered = before && shown ? loweredTargets(before.matrix, shown.matrix) : []
  const { t } = c.var
  if (!shown || lowered.length === 0) return null
  return (
    <Notice t={t} kind="warning" title={t('logframe.lowered.title')}>
      <ul>
        {lowered.map((one) => (
          <li>
            {t('logframe.lowered.one', {
              indicator: one.indicator,
              before: wordOf(c, 'target', one.before),
              after: wordOf(c, 'target', one.after),
            })}
          </li>
        ))}
      </ul>
      {shown.reason ? <p>{t('logframe.reason', { reason: shown.reason })}</p> : null}
    </Notice>
  )
}
