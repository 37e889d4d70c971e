import type { C } from '../../../platform/http/env.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { DateField, FileField } from '../../../ui/DateField.tsx'
import { Confirm } from '../../../ui/Details.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { formatBytes, formatDate } from '../../../ui/format.ts'
import { langOf } from '../../../ui/Said.tsx'
import { Status } from '../../../ui/Status.tsx'
import { stateOf } from '../model.ts'
import type { StageOutput } from '../outputs/model.ts'
import { exercisePaths } from '../paths.ts'
import type { StageView } from './view.ts'

type Props = StageView & { c: C }

/** What was expected of the stage and what it brought forth; what was withdrawn stays with its reason. */
export function OutputsCard({ c, ...props }: Props) {
  const { t } = c.var
  const { view, stage } = props
  const own = view.outputs.filter((output) => output.stage === stage.code)
  const expected = stage.definition.outputs
  const others = own.filter(({ output }) => output === null)
  const isRecord = view.exercise.origin === 'public-record'
  // a stage that was carried out shows at least one document.
  const isBare = stateOf(stage) === 'closed' && own.every(({ withdrawal }) => withdrawal !== null) && !isRecord
  return (
    <Card title={t('exercise.outputs')}>
      {isBare ? <p class="status at-risk">{t('exercise.outputs.bare')}</p> : null}
      <ul class="outputs">
        {expected.map(({ code, name, isMinimum }) => (
          <li>
            <p>
              <strong {...langOf(c, view.space.language)}>{name}</strong>{' '}
              {isMinimum ? null : <span class="why">{t('exercise.outputs.optional')}</span>}
            </p>
            {own.some(({ output }) => output === code) ? (
              <Shown c={c} {...props} outputs={own.filter(({ output }) => output === code)} />
            ) : isRecord ? null : (
              <Status kind="not-started" word={t('exercise.outputs.none')} />
            )}
          </li>
        ))}
        {others.length > 0 ? (
          <li>
            <p>
              <strong>{t('exercise.outputs.others')}</strong>
            </p>
            <Shown c={c} {...props} outputs={others} />
          </li>
        ) : null}
      </ul>
    </Card>
  )
}

function Shown({ c, outputs, ...props }: Props & { outputs: readonly StageOutput[] }) {
  return (
    <ul class="plain-list">
      {outputs.map((output) => (
        <li>
          <OutputLine c={c} {...props} output={output} />
        </li>
      ))}
    </ul>
  )
}

function OutputLine({ c, view, stage, runs, wrong, output }: Props & { output: StageOutput }) {
  const { t, context } = c.var
  const { exercise } = view
  const { id, title, url, sha256, fileName, bytes, datedOn, note, addedAt, withdrawal } = output
  const day = (text: string) => formatDate(text, context.locale)
  const about = [
    ...(fileName && bytes ? [`${fileName}, ${formatBytes(bytes, context.locale)}`] : []),
    datedOn
      ? t('exercise.outputs.dated', { date: day(datedOn) })
      : t('exercise.outputs.added', { date: day(addedAt.toISOString()) }),
    ...(note ? [note] : []),
  ]
  if (withdrawal)
    return (
      <>
        <s>{title}</s>{' '}
        <span class="why">
          {t('exercise.outputs.withdrawn', { date: day(withdrawal.at.toISOString()) })} {withdrawal.reason}
        </span>
      </>
    )
  const back = wrong?.form === id ? wrong : null
  return (
    <>
      <a href={url ?? exercisePaths.file(exercise, sha256 ?? '')}>{title}</a>{' '}
      <span class="why">{about.join(' · ')}</span>
      {runs ? (
        <Confirm summary={t('exercise.outputs.withdraw')} open={back !== null}>
          <form method="post" action={exercisePaths.withdrawOutput(exercise, stage.code, id)} class="form" novalidate>
            <TextArea
              {...{ t, name: 'reason', id: `reason-${id}`, label: t('exercise.move.reason'), required: true, rows: 2 }}
              value={back?.typed.reason}
              error={back?.errors.reason}
            />
            <Actions>
              <Button kind="danger">{t('exercise.outputs.withdraw')}</Button>
            </Actions>
          </form>
        </Confirm>
      ) : null}
    </>
  )
}

/** A file or a link for something that the stage was to bring forth, or for something else. */
export function OutputForm({ c, view, stage, wrong }: Props) {
  const { t } = c.var
  const back = wrong?.form === 'output' ? wrong : null
  const field = (name: string) => ({ t, name, value: back?.typed[name], error: back?.errors[name] })
  const options = [
    ...stage.definition.outputs.map(({ code, name }) => ({ value: code, label: name })),
    { value: '', label: t('exercise.outputs.other') },
  ]
  const errors = Object.entries(back?.errors ?? {}).map(([name, message]) => ({ field: name, message }))
  return (
    <Card title={t('exercise.outputs.add')}>
      <ErrorSummary t={t} errors={errors} />
      <form
        method="post"
        action={exercisePaths.addOutput(view.exercise, stage.code)}
        enctype="multipart/form-data"
        class="form"
        novalidate
      >
        <Select {...field('output')} label={t('exercise.outputs.what')} options={options} />
        <Field {...field('title')} label={t('exercise.outputs.title')} required maxlength={300} />
        <FileField
          {...{ t, name: 'file', error: back?.errors.file }}
          label={t('exercise.outputs.file')}
          hint={t('exercise.outputs.file-hint')}
        />
        <Field {...field('url')} type="url" label={t('exercise.outputs.url')} />
        <DateField {...field('datedOn')} label={t('exercise.outputs.date')} />
        <Field {...field('note')} label={t('exercise.outputs.note')} maxlength={1000} />
        <Actions>
          <Button>{t('exercise.outputs.add')}</Button>
        </Actions>
      </form>
    </Card>
  )
}
