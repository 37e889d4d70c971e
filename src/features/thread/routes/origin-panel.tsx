import { Card } from '../../../ui/Card.tsx'
import type { CommitmentPanel } from '../../commitments/pages/commitment-view.ts'
import { threadPaths } from '../paths.ts'
import { originsOf } from '../queries.ts'

/** On the page of a commitment: the topics that it answers, with how many contributions stand behind each. */
export const originPanel: CommitmentPanel = async (c, _plan, stored) => {
  const { t, context } = c.var
  const origins = await originsOf(context.db, stored.id)
  const json = {
    contributions: origins.map(({ consultation, number, name, count }) => ({
      consultation,
      topic: number,
      name,
      count,
    })),
  }
  if (origins.length === 0) return { json }
  const exercise = origins.find((origin) => origin.exercise !== null)
  return {
    json,
    aside: (
      <Card title={t('thread.origin')} size="small" id="de-donde-viene">
        <ul class="plain-list">
          {origins.map(({ space, consultation, number, name, count }) => (
            <li>
              <a href={`/${space}/consultas/${consultation}/resultados#tema-${number}`}>{name}</a>
              <p class="small muted">{t('thread.origin.count', { count })}</p>
            </li>
          ))}
        </ul>
        {exercise?.exercise ? (
          <p>
            <a href={threadPaths.exercise({ space: { slug: exercise.space }, slug: exercise.exercise })}>
              {t('thread.origin.exercise')}
            </a>
          </p>
        ) : null}
      </Card>
    ),
  }
}
