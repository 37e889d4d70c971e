import type { C } from '../../../platform/http/env.ts'
import type { MessageKey } from '../../../platform/i18n.ts'
import { Card } from '../../../ui/Card.tsx'
import { formatDate } from '../../../ui/format.ts'
import { PageHeader } from '../../../ui/Header.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { langOf, Said } from '../../../ui/Said.tsx'
import { Timeline } from '../../../ui/Timeline.tsx'
import { ToldFacts } from '../facts/pages/told-facts.tsx'
import { exercisePaths, methodPaths } from '../paths.ts'
import type { Happened } from '../queries.ts'
import { ClocksCard } from './clocks-card.tsx'
import { Standing } from './exercises-page.tsx'
import { ExerciseFrame } from './frame.tsx'
import { RunnerCard } from './runner-card.tsx'
import { CurrentCard, StageList } from './stage-list.tsx'
import type { ExerciseView } from './view.ts'

/** Where we are, what each stage is for and brings forth, how to take part, and what happened. */
export function ExercisePage({ c, ...view }: ExerciseView & { c: C }) {
  const { t, context } = c.var
  const { space, exercise, runs } = view
  const isRecord = exercise.origin === 'public-record'
  return (
    <ExerciseFrame
      c={c}
      space={space}
      exercise={exercise}
      title={exercise.title}
      description={exercise.summary ?? exercise.title}
      twins={['json', 'ics', 'atom']}
    >
      <PageHeader
        title={<Said {...{ c, language: space.language }}>{exercise.title}</Said>}
        status={<Standing c={c} exercise={exercise} />}
      />
      {exercise.summary ? (
        <p class="lead" {...langOf(c, space.language)}>
          {exercise.summary}
        </p>
      ) : null}
      {isRecord ? (
        <Notice t={t} title={t('exercise.record')}>
          <p>{t('exercise.record.text')}</p>
        </Notice>
      ) : null}
      {runs && !isRecord ? <RunnerCard c={c} exercise={exercise} method={view.method} today={view.today} /> : null}
      <div class="with-aside">
        <div class="stack">
          {isRecord ? null : <CurrentCard c={c} view={view} />}
          <section class="stack" aria-labelledby="etapas">
            <h2 id="etapas">{t('exercise.stages')}</h2>
            <StageList c={c} view={view} />
          </section>
          {view.told.length > 0 ? <ToldFacts c={c} told={view.told.filter(({ stage }) => stage === null)} /> : null}
        </div>
        <aside class="stack">
          {isRecord ? null : <ClocksCard c={c} exercise={exercise} clocks={view.clocks} />}
          <Links c={c} view={view} />
          <Happenings c={c} happened={view.happened} locale={context.locale} />
        </aside>
      </div>
    </ExerciseFrame>
  )
}

function Links({ c, view: { space, exercise, doors } }: { c: C; view: ExerciseView }) {
  const { t } = c.var
  const isRecord = exercise.origin === 'public-record'
  const links = [
    ...(isRecord
      ? []
      : [
          { href: exercisePaths.declaration(exercise), label: t('declaration.title') },
          { href: exercisePaths.actors(exercise), label: t('actors.title') },
          { href: exercisePaths.participation(exercise), label: t('participation.title') },
          { href: exercisePaths.requirements(exercise), label: t('requirement.title') },
          { href: exercisePaths.thread(exercise), label: t('exercise.thread') },
        ]),
    ...doors.bodies.map(({ slug, name }) => ({ href: `/${space.slug}/organos/${slug}`, label: name })),
    ...doors.trees.map(({ slug, title }) => ({ href: `/${space.slug}/diagnosticos/${slug}`, label: title })),
    ...(exercise.plan?.isPublished
      ? [{ href: `/${space.slug}/planes/${exercise.plan.slug}`, label: exercise.plan.title }]
      : []),
    {
      href: `${methodPaths.one(space.slug, exercise.method.code)}?version=${exercise.method.version}`,
      label: t('exercise.method', { name: exercise.method.name, version: exercise.method.version }),
    },
  ]
  return (
    <Card title={t('exercise.more')} size="small">
      <ul class="plain-list">
        {links.map(({ href, label }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const shown = 8

function Happenings({ c, happened, locale }: { c: C; happened: readonly Happened[]; locale: string }) {
  const { t } = c.var
  if (happened.length === 0) return null
  return (
    <Card title={t('exercise.happened')} size="small">
      <Timeline
        items={happened.slice(0, shown).map(({ seq, type, at, details }) => ({
          title: <a href={`/registro/${seq}`}>{t(`record.type.${type}` as MessageKey)}</a>,
          text: nameIn(type, details),
          when: formatDate(at.toISOString(), locale),
          datetime: at.toISOString(),
        }))}
      />
    </Card>
  )
}

/** Which stage, party or document; an output bears its own title where other events bear the exercise's. */
function nameIn(type: string, { name, title }: Record<string, unknown>): string | undefined {
  const own = type.startsWith('exercise.output-') ? title : name
  return typeof own === 'string' ? own : undefined
}
