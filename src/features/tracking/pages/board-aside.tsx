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
  const place = placeOf(board)
  return (
    <Card title={t('board.download')} size="small">
      <p>
        {t('board.download.text')} {link('csv', 'CSV')}, {link('json', 'JSON')}, {link('geojson', 'GeoJSON')}
      </p>
      <p>
        {t('board.download.all')} <a href={`/datos/seguimiento.xlsx${place}`}>XLSX</a>,{' '}
        <a href={`/datos/seguimiento.json${place}`}>JSON</a>, <a href={`/datos/datapackage.json${place}`}>CSV</a>
        {'. '}
        <a href="/datos/receta">{t('board.download.recipe')}</a>
      </p>
      <h3>{t('board.follow')}</h3>
      <p>
        {t('board.follow.text')} {link('atom', t('board.follow.atom'))}, {link('ics', t('board.follow.ics'))}
      </p>
    </Card>
  )
}

/** The same place in the open data, whose floor lies above: its addresses are written here as any reader would. */
function placeOf({ plan, space }: Board): string {
  if (plan) return `?espacio=${plan.space.slug}&plan=${plan.slug}`
  return space ? `?espacio=${space.slug}` : ''
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
