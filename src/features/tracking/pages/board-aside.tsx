import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import type { Plan } from '../../commitments/plan/model.ts'
import { queryOf } from '../board/schema.ts'
import { boardPaths } from '../paths.ts'
import type { Board } from './board-view.ts'

export function Download({ c, board }: { c: C; board: Board }) {
  const { t } = c.var
  const query = queryOf(board.filters, { vista: 'lista' })
  const link = (ending: string, label: string) => <a href={`${board.address}.${ending}${query}`}>{label}</a>
  return (
    <Card title={t('board.download')} size="small">
      <p>
        {t('board.download.text')} {link('csv', 'CSV')}, {link('json', 'JSON')}, {link('geojson', 'GeoJSON')}
      </p>
      <h3>{t('board.follow')}</h3>
      <p>
        {t('board.follow.text')} {link('atom', t('board.follow.atom'))}, {link('ics', t('board.follow.ics'))}
      </p>
    </Card>
  )
}

export function Embed({ c, plan }: { c: C; plan: Plan }) {
  const { t, deps } = c.var
  const source = `${deps.config.baseUrl}${boardPaths.embed(plan.space.slug, plan.slug)}`
  const line = `<iframe src="${source}" title="${t('board.title')}" width="100%" height="480" loading="lazy"></iframe>`
  return (
    <>
      <p class="small">{t('board.embed.text')}</p>
      <copy-text data-copy={t('ui.copy')} data-copied={t('ui.copied')}>
        <code class="wrap-anywhere">{line}</code>
      </copy-text>
    </>
  )
}
