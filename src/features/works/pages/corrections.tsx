import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import type { MessageKey } from '../../../platform/i18n.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { RadioGroup, Select } from '../../../ui/Choices.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { fieldsOf, fieldsWith, WrongSummary } from '../../../ui/form-back.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Status } from '../../../ui/Status.tsx'
import type { Space } from '../../spaces/model.ts'
import type { Correction } from '../corrections/queries.ts'
import { correctionFields, missingField, outcomes } from '../corrections/schema.ts'
import type { WorkState } from '../listing/queries.ts'
import { worksPaths } from '../paths.ts'
import { WorksFrame } from './works-frame.tsx'

const looks = { accepted: 'done', rejected: 'late', sent: 'on-time' } as const

/** What was reported of a work and what was answered. */
export function CorrectionList({ c, corrections }: { c: C; corrections: readonly Correction[] }) {
  const { t } = c.var
  if (corrections.length === 0) return null
  return (
    <Card title={t('works.corrections')}>
      <div class="stack">
        {corrections.map((correction) => (
          <Told c={c} correction={correction} />
        ))}
      </div>
    </Card>
  )
}

function Told({ c, correction }: { c: C; correction: Correction }) {
  const { t, context } = c.var
  const { answer, reportedAt, field, was, shouldBe, reason, sourceUrl } = correction
  const day = (at: Date) => formatDate(at.toISOString(), context.locale)
  return (
    <div>
      <p>
        <strong>{t(`works.correction.field.${field}` as MessageKey)}</strong>:{' '}
        {was ? (
          <>
            <del>{was}</del>{' '}
          </>
        ) : null}
        <ins>{shouldBe}</ins>{' '}
        {answer ? (
          <Status kind={looks[answer.outcome]} word={t(`works.correction.outcome.${answer.outcome}`)} />
        ) : (
          <Status kind="not-started" word={t('works.correction.waiting')} />
        )}
      </p>
      <p class="small">
        {reason} {sourceUrl ? <a href={sourceUrl}>{t('works.correction.source')}</a> : null}{' '}
        <span class="muted">{day(reportedAt)}</span>
      </p>
      {answer ? (
        <p class="small">
          {t('works.correction.answer')}: {answer.reason} <span class="muted">{day(answer.answeredAt)}</span>
        </p>
      ) : null}
    </div>
  )
}

type ReportProps = { c: C; space: Space; work: WorkState; typed: Typed; errors: FieldErrors }

/** Saying what is wrong in the data of a work. */
export function ReportCorrectionPage({ c, space, work, typed, errors }: ReportProps) {
  const { t } = c.var
  const trail = [{ label: work.name, href: worksPaths.work(space.slug, work.key) }]
  const field = fieldsWith(t, { typed, errors })
  return (
    <WorksFrame c={c} space={space} title={t('works.correction.report')} trail={trail} width="narrow" noindex>
      <h1>{t('works.correction.report')}</h1>
      <p class="lead">{work.name}</p>
      <p>{t('works.correction.lead')}</p>
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <form method="post" action={worksPaths.corrections(space.slug, work.key)} class="form" novalidate>
        <Select
          {...field('field', 'place')}
          label={t('works.correction.which')}
          required
          options={correctionFields.map((value) => ({ value, label: t(`works.correction.field.${value}`) }))}
        />
        <Field
          {...field('shouldBe')}
          label={t('works.correction.should-be')}
          hint={t('works.correction.should-be.hint')}
          required
          maxlength={500}
        />
        <TextArea
          {...field('reason')}
          label={t('works.correction.reason')}
          hint={t('works.correction.reason.hint')}
          required
          maxlength={2000}
        />
        <Field {...field('sourceUrl')} type="url" label={t('works.correction.source-url')} />
        <Actions>
          <Button>{t('works.correction.send')}</Button>
        </Actions>
      </form>
    </WorksFrame>
  )
}

type DeskProps = {
  c: C
  space: Space
  corrections: readonly Correction[]
  wrong: Wrong
}

/** What people reported of the data of this space, and their answers. */
export function CorrectionDeskPage({ c, space, corrections, wrong }: DeskProps) {
  const { t } = c.var
  const title = t('works.corrections')
  return (
    <WorksFrame c={c} space={space} title={title} noindex>
      <h1>{title}</h1>
      <p class="lead">{t('works.corrections.lead')}</p>
      {corrections.length === 0 ? <EmptyState title={t('works.corrections.none')} /> : null}
      <WrongSummary t={t} wrong={wrong} />
      {corrections.map((correction) => (
        <Card title={<AboutWork space={space} correction={correction} />} size="small">
          <div class="stack">
            <Told c={c} correction={correction} />
            {correction.answer ? null : <AnswerForm c={c} space={space} correction={correction} wrong={wrong} />}
          </div>
        </Card>
      ))}
    </WorksFrame>
  )
}

/** A work that the data do not have has no page; its folio says which it is. */
function AboutWork({ space, correction: { key, field } }: { space: Space; correction: Correction }) {
  return field === missingField ? key : <a href={worksPaths.work(space.slug, key)}>{key}</a>
}

function AnswerForm({ c, space, correction, wrong }: Omit<DeskProps, 'corrections'> & { correction: Correction }) {
  const { t } = c.var
  const field = fieldsOf({ c, wrong }, correction.id)
  return (
    <form method="post" action={worksPaths.correctionAnswer(space.slug, correction.id)} class="form" novalidate>
      <RadioGroup
        {...field('outcome')}
        label={t('works.correction.outcome')}
        required
        inline
        options={outcomes.map((value) => ({ value, label: t(`works.correction.outcome.${value}`) }))}
      />
      <TextArea {...field('reason')} label={t('works.correction.answer')} required rows={3} maxlength={2000} />
      <Actions>
        <Button kind="quiet">{t('works.correction.answer.send')}</Button>
      </Actions>
    </form>
  )
}
