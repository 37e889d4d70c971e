import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import { PageHeader } from '../../../ui/Header.tsx'
import { Said } from '../../../ui/Said.tsx'
import { Status } from '../../../ui/Status.tsx'
import type { Judged } from '../conditions/model.ts'
import { conditionKey, conditionValues } from '../conditions/words.ts'
import { ToldFacts } from '../facts/pages/told-facts.tsx'
import { ExerciseFrame } from './frame.tsx'
import { MoveCard } from './move-card.tsx'
import { MoveNotes } from './move-notes.tsx'
import { OutputForm, OutputsCard } from './outputs-card.tsx'
import { TakePart } from './stage-list.tsx'
import type { ExerciseView, StageView } from './view.ts'
import { plannedWords, StageStatus } from './words.tsx'

/** One stage: its purpose, who takes part, what it needs, what came out of it. */
export function StagePage({ c, ...props }: StageView & { c: C }) {
  const { t, context } = c.var
  const { view, stage, asked, runs } = props
  const { space, exercise } = view
  const isRecord = exercise.origin === 'public-record'
  const own = { c, language: space.language }
  return (
    <ExerciseFrame c={c} space={space} exercise={exercise} title={stage.name} description={stage.purpose}>
      <PageHeader
        title={<Said {...own}>{stage.name}</Said>}
        status={isRecord ? null : <StageStatus t={t} stage={stage} today={view.today} locale={context.locale} />}
        lead={<Said {...own}>{stage.purpose}</Said>}
      />
      <div class="with-aside">
        <div class="stack">
          <MoveNotes c={c} exercise={exercise} stage={stage} />
          {isRecord ? <ToldFacts c={c} told={view.told.filter((fact) => fact.stage === stage.code)} /> : null}
          <OutputsCard c={c} {...props} />
          {runs ? <OutputForm c={c} {...props} /> : null}
          {runs ? <MoveCard c={c} {...props} /> : null}
        </div>
        <aside class="stack">
          <Card title={t('exercise.stage.about')} size="small">
            <p class="small">{plannedWords(t, stage, context.locale)}</p>
            <p>
              <strong>{t('exercise.takes-part')}</strong> <Said {...own}>{stage.definition.takesPart}</Said>
            </p>
            {isRecord ? null : <TakePart c={c} view={view} />}
          </Card>
          {isRecord ? null : (
            <>
              <Asked c={c} view={view} title={t('exercise.stage.opens')} judged={asked.opens} />
              <Asked c={c} view={view} title={t('exercise.stage.closes')} judged={asked.closes} />
            </>
          )}
        </aside>
      </div>
    </ExerciseFrame>
  )
}

function Asked({ c, view, title, judged }: { c: C; view: ExerciseView; title: string; judged: readonly Judged[] }) {
  const { t } = c.var
  if (judged.length === 0) return null
  return (
    <Card title={title} size="small">
      <ul class="plain-list asked">
        {judged.map((one) => (
          <li>
            <Status
              kind={one.holds ? 'done' : 'not-started'}
              word={t(one.holds ? 'exercise.holds' : 'exercise.holds-not')}
            />{' '}
            {t(conditionKey(one, 'asked'), conditionValues(one, view.exercise))}
          </li>
        ))}
      </ul>
    </Card>
  )
}
