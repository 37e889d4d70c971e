import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import type { MessageKey } from '../../../../platform/i18n.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { RadioGroup, Select } from '../../../../ui/Choices.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { formatDate } from '../../../../ui/format.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Status } from '../../../../ui/Status.tsx'
import type { Space } from '../../../spaces/model.ts'
import type { Exercise } from '../../model.ts'
import { errorsOf } from '../../pages/form-errors.ts'
import { ExerciseFrame } from '../../pages/frame.tsx'
import { exercisePaths } from '../../paths.ts'
import type { Checked } from '../model.ts'

type Props = {
  c: C
  space: Space
  exercise: Exercise
  checked: readonly Checked[]
  runs: boolean
  typed: Typed
  errors: FieldErrors
}

const standards = ['S1', 'S2', 'S3', 'S4', 'S5'] as const

/** OGP's minimum requirements, each met or not, with what shows it. */
export function RequirementsPage(props: Props) {
  const { c, space, exercise, checked, runs } = props
  const { t } = c.var
  const title = t('requirement.title')
  const met = checked.filter(({ state }) => state === 'met').length
  return (
    <ExerciseFrame c={c} space={space} exercise={exercise} title={title} twins={['json']}>
      <PageHeader title={title} lead={t('requirement.lead', { met, all: checked.length })} />
      <p class="small">
        {t('requirement.source')}{' '}
        <a href="https://www.opengovpartnership.org/ogp-participation-co-creation-standards">
          Participation & Co-creation Standards
        </a>
      </p>
      {standards.map((standard) => (
        <Card title={t(`requirement.standard.${standard}`)}>
          <ul class="outputs">
            {checked
              .filter(({ requirement }) => requirement.standard === standard)
              .map((one) => (
                <Line c={c} checked={one} />
              ))}
          </ul>
        </Card>
      ))}
      {runs ? <StatementForm {...props} /> : null}
    </ExerciseFrame>
  )
}

const kinds = { met: 'done', 'not-met': 'late', 'not-yet': 'not-started' } as const

function Line({ c, checked: { requirement, judgement, stated, state } }: { c: C; checked: Checked }) {
  const { t, context } = c.var
  const { code, isInferred } = requirement
  const date = judgement.values.date ? formatDate(String(judgement.values.date), context.locale) : ''
  const seen = t(`requirement.seen.${code}.${judgement.state}` as MessageKey, { ...judgement.values, date })
  return (
    <li class="stack">
      <p>
        <strong>
          {code} {t(`requirement.text.${code}` as MessageKey)}
        </strong>
      </p>
      <p>
        <Status kind={kinds[state]} word={t(`requirement.state.${state}`)} /> {seen}
        {judgement.isAtRisk ? <span class="status at-risk"> {t('requirement.at-risk')}</span> : null}
      </p>
      {stated && judgement.state !== 'met' ? (
        <p class="small">
          <strong>{t('requirement.stated', { date: formatDate(stated.at.toISOString(), context.locale) })}</strong>{' '}
          {stated.explanation} {stated.url ? <a href={stated.url}>{t('requirement.evidence')}</a> : null}
        </p>
      ) : null}
      {isInferred ? <p class="small muted">{t('requirement.inferred')}</p> : null}
    </li>
  )
}

function StatementForm({ c, exercise, checked, typed, errors }: Props) {
  const { t } = c.var
  const field = (name: string) => ({ t, name, value: typed[name], error: errors[name] })
  return (
    <Card title={t('requirement.state')}>
      <ErrorSummary t={t} errors={errorsOf(errors)} />
      <p>{t('requirement.state.text')}</p>
      <form method="post" action={exercisePaths.requirements(exercise)} class="form" novalidate>
        <Select
          {...field('requirement')}
          label={t('requirement.which')}
          required
          empty="—"
          options={checked
            .filter(({ judgement }) => judgement.state !== 'met')
            .map(({ requirement: { code } }) => ({
              value: code,
              label: `${code} ${t(`requirement.text.${code}` as MessageKey)}`,
            }))}
        />
        <RadioGroup
          {...field('isMet')}
          label={t('requirement.is-met')}
          required
          inline
          options={[
            { value: 'yes', label: t('requirement.state.met') },
            { value: 'no', label: t('requirement.state.not-met') },
          ]}
        />
        <TextArea {...field('explanation')} label={t('requirement.explanation')} required rows={3} />
        <Field {...field('url')} type="url" label={t('requirement.url')} />
        <Actions>
          <Button>{t('exercise.save')}</Button>
        </Actions>
      </form>
    </Card>
  )
}
