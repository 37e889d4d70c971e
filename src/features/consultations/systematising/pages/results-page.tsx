import type { C } from '../../../../platform/http/env.ts'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Facts } from '../../../../ui/Facts.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import { langOf } from '../../../../ui/Said.tsx'
import { Status } from '../../../../ui/Status.tsx'
import { ConsultationFrame } from '../../pages/frame.tsx'
import { beginning, figure } from '../../pages/words.ts'
import { consultationPaths } from '../../paths.ts'
import type { Topic } from '../model.ts'
import { systematisingPaths } from '../paths.ts'
import { countOf, partOf, parts } from '../results/model.ts'
import { ByChannel, ByTerritory, ByTopic } from './result-tables.tsx'
import { partWords, type ResultsView } from './views.ts'

/** What came out of the consultation: numbers that add up, topics in people's own words, and every answer. */
export function ResultsPage({ c, view }: { c: C; view: ResultsView }) {
  const { t } = c.var
  const { consultation, tallies, isPublished } = view
  const received = countOf(tallies)
  const title = t('systematising.results')
  return (
    <ConsultationFrame
      c={c}
      space={consultation.space}
      consultation={consultation}
      title={title}
      twins={['json', 'csv']}
      noindex={!isPublished}
    >
      <h1>{title}</h1>
      <p class="lead">{consultation.question}</p>
      {isPublished ? null : (
        <Notice t={t} kind="warning">
          <p>{t('systematising.results.not-yet')}</p>
        </Notice>
      )}
      <Facts
        label={t('systematising.results.numbers')}
        items={[
          {
            ...{ label: t('systematising.received'), value: figure(c, received) },
            href: systematisingPaths.resultsList(consultation),
          },
          ...parts.map((part) => ({
            ...{ label: t(`systematising.result.${part}`) },
            value: figure(
              c,
              countOf(tallies, (one) => partOf(one) === part),
            ),
            href: systematisingPaths.resultsList(consultation, { destino: partWords[part] }),
          })),
        ]}
      />
      <p class="small muted">{t('systematising.results.add-up')}</p>
      <p>
        <a href={consultationPaths.lookUp()}>{t('consultations.look-up')}</a>
        {consultation.exercise ? (
          <>
            {' · '}
            <a href={`/${consultation.space.slug}/ejercicios/${consultation.exercise.slug}/hilo`}>
              {t('consultations.whole-thread')}
            </a>
          </>
        ) : null}
      </p>
      {received === 0 ? <EmptyState title={t('consultations.none-yet')} /> : <Found c={c} view={view} />}
    </ConsultationFrame>
  )
}

function Found({ c, view }: { c: C; view: ResultsView }) {
  const { t } = c.var
  const { topics, tallies } = view
  const living = topics
    .filter(({ mergedInto }) => mergedInto === null)
    .map((topic) => ({ topic, count: countOf(tallies, ({ topicId }) => topicId === topic.id) }))
    .sort((a, b) => Number(b.topic.isPriority) - Number(a.topic.isPriority) || b.count - a.count)
  return (
    <>
      {living.length > 0 ? (
        <>
          <h2>{t('systematising.results.by-topic')}</h2>
          <ByTopic c={c} view={view} topics={living} />
          <h2>{t('systematising.results.topics')}</h2>
          {living.map(({ topic, count }) => (
            <TopicCard c={c} view={view} topic={topic} count={count} />
          ))}
        </>
      ) : null}
      <NotTakenUp c={c} view={view} />
      <h2>{t('systematising.results.by-channel')}</h2>
      <ByChannel c={c} view={view} />
      {tallies.some(({ territoryKey }) => territoryKey !== null) ? (
        <>
          <h2>{t('systematising.results.by-territory')}</h2>
          <ByTerritory c={c} view={view} />
        </>
      ) : null}
    </>
  )
}

function TopicCard({ c, view, topic, count }: { c: C; view: ResultsView; topic: Topic; count: number }) {
  const { t } = c.var
  const { consultation, representatives } = view
  const own = representatives.filter(({ topicId }) => topicId === topic.id)
  return (
    <section class="card result-topic" id={`tema-${topic.number}`} aria-labelledby={`tema-${topic.number}-nombre`}>
      <h3 id={`tema-${topic.number}-nombre`}>
        {topic.number} · {topic.name}
      </h3>
      {topic.isPriority ? (
        <p>
          <Status kind="done" word={t('systematising.topic.is-priority')} />
        </p>
      ) : null}
      {topic.problem ? <p>{topic.problem}</p> : null}
      <p>
        <a href={systematisingPaths.resultsList(consultation, { tema: topic.number })}>
          {t('systematising.count', { count })}
          <span class="visually-hidden">: {topic.name}</span>
        </a>
      </p>
      {own.length > 0 ? (
        <>
          <p class="small muted">{t('systematising.results.representative')}</p>
          {own.map((one) => (
            <blockquote class="said" {...langOf(c, one.language)}>
              <p>{beginning(one.title ? `${one.title}. ${one.body}` : one.body, 280)}</p>
              <p class="small">
                <a href={consultationPaths.contribution(consultation, one.folio)}>{one.folio}</a>
              </p>
            </blockquote>
          ))}
        </>
      ) : null}
      <Answer c={c} response={topic.response} />
    </section>
  )
}

function Answer({ c, response }: { c: C; response: string | null }) {
  const { t } = c.var
  if (response === null) return <p class="muted">{t('systematising.topic.unanswered')}</p>
  return (
    <div class="answer">
      <p class="small muted">{t('systematising.answer')}</p>
      <p>{response}</p>
    </div>
  )
}

function NotTakenUp({ c, view }: { c: C; view: ResultsView }) {
  const { t } = c.var
  const { consultation, notTakenUp, tallies } = view
  const count = countOf(tallies, (one) => partOf(one) === 'not-taken-up')
  if (count === 0) return null
  return (
    <>
      <h2>{t('systematising.result.not-taken-up')}</h2>
      <ul class="not-taken-up">
        {notTakenUp.map((row) => (
          <li>
            <p {...langOf(c, row.language)}>
              {row.body === null ? t('systematising.withheld') : beginning(row.title ?? row.body, 200)}
            </p>
            <p class="small">
              <a href={consultationPaths.contribution(consultation, row.folio)}>{row.folio}</a> ·{' '}
              {row.kind ? t(`systematising.kind.${row.kind}`) : ''}
            </p>
            <Answer c={c} response={row.response} />
          </li>
        ))}
      </ul>
      <p>
        <a href={systematisingPaths.resultsList(consultation, { destino: partWords['not-taken-up'] })}>
          {t('systematising.results.all-not-taken-up', { count })}
        </a>
      </p>
    </>
  )
}
