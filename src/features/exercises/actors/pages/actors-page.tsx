import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { RadioGroup, Select } from '../../../../ui/Choices.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Facts } from '../../../../ui/Facts.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { formatShortDate } from '../../../../ui/format.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { Status } from '../../../../ui/Status.tsx'
import { Table } from '../../../../ui/Table.tsx'
import type { Space } from '../../../spaces/model.ts'
import type { Exercise } from '../../model.ts'
import { errorsOf } from '../../pages/form-errors.ts'
import { ExerciseFrame } from '../../pages/frame.tsx'
import { exercisePaths } from '../../paths.ts'
import { type Actor, isNamed, sectors, tallyOf } from '../model.ts'
import type { TerritoryChoice } from '../queries.ts'

type ActorsProps = {
  c: C
  space: Space
  exercise: Exercise
  actors: readonly Actor[]
  runs: boolean
  territories: readonly TerritoryChoice[]
  typed: Typed
  errors: FieldErrors
}

/** Who was invited and how they answered; citizens only in numbers. */
export function ActorsPage(props: ActorsProps) {
  const { c, space, exercise, actors, runs } = props
  const { t } = c.var
  const title = t('actors.title')
  const tally = tallyOf(actors)
  const shown = runs ? actors : actors.filter(isNamed)
  const hidden = actors.length - actors.filter(isNamed).length
  return (
    <ExerciseFrame c={c} space={space} exercise={exercise} title={title} twins={['csv']}>
      <PageHeader title={title} lead={t('actors.lead')} />
      <Facts
        label={title}
        items={[
          { label: t('actors.invited'), value: tally.invited },
          { label: t('actors.answer.joins'), value: tally.joins, tone: 'done' },
          { label: t('actors.answer.declines'), value: tally.declines },
          { label: t('actors.silent'), value: tally.silent },
        ]}
      />
      <p>
        <a href={exercisePaths.participation(exercise)}>{t('participation.link')}</a>
      </p>
      {shown.length === 0 ? <EmptyState title={t('actors.none')} /> : <Register {...props} actors={shown} />}
      {hidden > 0 && !runs ? <p class="small muted">{t('actors.hidden', { count: hidden })}</p> : null}
      {runs ? <Desk {...props} /> : null}
    </ExerciseFrame>
  )
}

const tones = { joins: 'done', declines: 'no-information', undecided: 'paused' } as const

export function AnswerStatus({ c, actor }: { c: C; actor: Actor }) {
  const { t, context } = c.var
  const { answer, invitations } = actor
  if (answer)
    return (
      <Status
        kind={tones[answer.answer]}
        word={t(`actors.answer.${answer.answer}`)}
        why={formatShortDate(answer.on, context.locale)}
      />
    )
  return <Status kind="not-started" word={t(invitations.length > 0 ? 'actors.silent' : 'actors.not-invited')} />
}

const perPage = 100

function Register({ c, exercise, actors, runs }: ActorsProps) {
  const { t, context } = c.var
  const pages = Math.ceil(actors.length / perPage)
  const page = Math.min(pages, Math.max(1, Math.floor(Number(c.req.query('pagina')) || 1)))
  return (
    <>
      <Table
        id="actores"
        caption={t('actors.caption')}
        rows={actors.slice((page - 1) * perPage, page * perPage)}
        columns={[
          {
            key: 'name',
            label: t('actors.name'),
            cell: (actor) => (runs ? <a href={exercisePaths.actor(exercise, actor.id)}>{actor.name}</a> : actor.name),
          },
          { key: 'answer', label: t('actors.answer'), cell: (actor) => <AnswerStatus c={c} actor={actor} /> },
          { key: 'sector', label: t('exercise.sector'), cell: ({ sector }) => t(`exercise.sector.${sector}`) },
          { key: 'place', label: t('actors.territory'), cell: ({ territory }) => territory?.name ?? '—' },
          {
            key: 'invited',
            label: t('actors.how'),
            wide: true,
            cell: ({ invitations }) =>
              invitations
                .map(({ way, on }) => `${t(`actors.way.${way}`)}, ${formatShortDate(on, context.locale)}`)
                .join(' · ') || '—',
          },
        ]}
      />
      <Pager
        t={t}
        page={page}
        pages={pages}
        hrefOf={(number) => `${exercisePaths.actors(exercise)}?pagina=${number}`}
      />
    </>
  )
}

function Desk({ c, exercise, actors, territories, typed, errors }: ActorsProps) {
  const { t } = c.var
  const waiting = actors.filter(
    ({ hasEmail, invitations }) => hasEmail && !invitations.some(({ way }) => way === 'mail'),
  ).length
  const field = (name: string) => ({ t, name, value: typed[name], error: errors[name] })
  return (
    <div class="columns">
      <Card title={t('actors.add')}>
        <ErrorSummary t={t} errors={errorsOf(errors)} />
        <form method="post" action={exercisePaths.actors(exercise)} class="form" novalidate>
          <Field {...field('name')} label={t('actors.name')} hint={t('actors.name-hint')} required maxlength={200} />
          <RadioGroup
            {...field('sector')}
            label={t('exercise.sector')}
            required
            options={sectors.map((value) => ({ value, label: t(`exercise.sector.${value}`) }))}
          />
          <Select
            {...field('territoryKey')}
            label={t('actors.territory')}
            empty="—"
            options={territories.map(({ key, name }) => ({ value: key, label: name }))}
          />
          <Field
            {...field('email')}
            type="email"
            label={t('actors.email')}
            hint={t('actors.email-hint')}
            autocomplete="off"
          />
          <Actions>
            <Button>{t('actors.add')}</Button>
          </Actions>
        </form>
      </Card>
      <Card title={t('actors.add-many')}>
        <form method="post" action={exercisePaths.actorList(exercise)} class="form" novalidate>
          <TextArea {...field('lines')} label={t('actors.lines')} hint={t('actors.lines-hint')} rows={6} />
          <Actions>
            <Button>{t('actors.add-many')}</Button>
          </Actions>
        </form>
      </Card>
      <Card title={t('actors.mail.title')}>
        <p>{t('actors.mail.waiting', { count: waiting })}</p>
        {waiting > 0 ? (
          <form method="post" action={exercisePaths.invite(exercise)}>
            <Button>{t('actors.mail.send')}</Button>
          </form>
        ) : null}
      </Card>
    </div>
  )
}
