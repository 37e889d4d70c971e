import { Card } from '../../../ui/Card.tsx'
import type { ContributionPanel } from '../../consultations/routes/contributions.tsx'
import { Stations } from '../pages/thread-page.tsx'
import { threadPaths } from '../paths.ts'
import { traceOf } from '../queries.ts'

/** On the page of a contribution: its way so far. */
export const threadPanel: ContributionPanel = async (c, { consultation, contribution }) => {
  const trace = await traceOf(c.var.context.db, contribution.id)
  if (!trace) return null
  const { t } = c.var
  return (
    <Card title={t('thread.way')} size="small" id="hilo">
      <Stations c={c} space={consultation.space.slug} trace={trace} />
      <p>
        <a href={threadPaths.contribution(trace.folio)}>{t('thread.whole')}</a> ·{' '}
        <a href={`${threadPaths.contribution(trace.folio)}#avisos`}>{t('thread.follow.link')}</a>
      </p>
    </Card>
  )
}
