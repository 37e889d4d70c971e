import { Card } from '../../../ui/Card.tsx'
import type { CommitmentPanel } from '../../commitments/pages/commitment-view.ts'
import { tablePaths } from '../../tables/paths.ts'
import { originOf } from './queries.ts'

/** The draft that a commitment was, and the table that it lay on. */
export const adoptionPanel: CommitmentPanel = async (c, _plan, stored) => {
  const { t, context, deps } = c.var
  const origin = await originOf(context.db, stored.id)
  if (!origin) return { json: { draft: null } }
  const href = tablePaths.draft({ space: { slug: origin.space }, slug: origin.table }, origin.number)
  return {
    json: { draft: { table: origin.table, number: origin.number, url: `${deps.config.baseUrl}${href}` } },
    aside: (
      <Card title={t('adoption.panel')} size="small" id="borrador">
        <p>
          <a href={href}>{t('adoption.panel.link', { table: origin.title })}</a>
        </p>
      </Card>
    ),
  }
}
