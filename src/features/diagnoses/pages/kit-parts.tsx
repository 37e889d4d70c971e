import { Button } from '../../../ui/Button.tsx'
import { moments } from '../kits/model.ts'
import { inReadingOrder } from '../model.ts'
import { diagnosisPaths } from '../paths.ts'
import type { KitView } from './kit-view.ts'

export function ResultsPart({ view: { c, tree, results } }: { view: KitView }) {
  const { t } = c.var
  if (!results || !tree.topic) return null
  return (
    <>
      <h2>{t('diagnoses.kit.results')}</h2>
      <p>
        {t('diagnoses.kit.results-text', {
          count: results.contributions,
          consultation: tree.topic.consultation.title,
          taken: results.takenUp,
          topic: tree.topic.name,
        })}
      </p>
      {results.responses.length > 0 ? (
        <ul>
          {results.responses.map(({ kind, count }) => (
            <li>{t('diagnoses.kit.outcome', { kind: outcomeWords[kind] ?? kind, count })}</li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

/** A sentence chooses by one word; one with a hyphen it would take for two. */
const outcomeWords: Partial<Record<string, string>> = { 'included-in-part': 'partly', 'not-included': 'refused' }

export function SourcesPart({ view: { c, kit, nodes, evidence } }: { view: KitView }) {
  const { t } = c.var
  const sources = inReadingOrder(nodes).flatMap(({ id }) => evidence.get(id)?.sources ?? [])
  if (sources.length === 0 && !kit.sources) return null
  return (
    <>
      <h2>{t('diagnoses.kit.sources')}</h2>
      {kit.sources ? <p class="pre-line">{kit.sources}</p> : null}
      <ul>
        {sources.map(({ title, url, figure }) => (
          <li>
            {url ? <a href={url}>{title}</a> : title}
            {figure ? `: ${figure}` : null}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Proof for everybody, in totals; a participant with an account says here that she has it. */
export function Received({ view: { c, tree, kit, totals, place } }: { view: KitView }) {
  const { t } = c.var
  if (!kit.publishedAt || totals.people === 0) return null
  return (
    <section class="screen-only" aria-labelledby="received">
      <h2 id="received">{t('diagnoses.kit.received')}</h2>
      <ul>
        {moments.map((moment) => (
          <li>{t(`diagnoses.kit.received-${moment}`, { count: totals[moment], people: totals.people })}</li>
        ))}
      </ul>
      {place?.has ? <p>{t('diagnoses.kit.you-have-it')}</p> : null}
      {place && !place.has ? (
        <form method="post" action={diagnosisPaths.receiveKit(tree, kit.id)}>
          <input type="hidden" name="delivery" value={place.delivery ?? ''} />
          <Button kind="quiet">{t('diagnoses.kit.i-have-it')}</Button>
        </form>
      ) : null}
    </section>
  )
}
