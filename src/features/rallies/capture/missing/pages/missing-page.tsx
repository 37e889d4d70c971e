import type { C } from '../../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../../platform/http/form.ts'
import { newId } from '../../../../../platform/identity.ts'
import { Actions, Button } from '../../../../../ui/Button.tsx'
import { Card } from '../../../../../ui/Card.tsx'
import { Select } from '../../../../../ui/Choices.tsx'
import { FileField } from '../../../../../ui/DateField.tsx'
import { EmptyState } from '../../../../../ui/EmptyState.tsx'
import { ErrorSummary } from '../../../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../../../ui/Field.tsx'
import { fieldsWith } from '../../../../../ui/form-back.tsx'
import { formatDateTime } from '../../../../../ui/format.ts'
import { Notice } from '../../../../../ui/Notice.tsx'
import type { Edition } from '../../../editions/model.ts'
import { StreetFrame } from '../../pages/street-frame.tsx'
import { capturePaths } from '../../paths.ts'
import { type MissingWork, outcomes } from '../model.ts'

export type MissingPageProps = {
  c: C
  edition: Edition
  works: readonly MissingWork[]
  typed: Typed
  errors: FieldErrors
  /** The folio of what was just sent. */
  sent: string | null
  mayReport: boolean
  mayAnswer: boolean
}

/** Works that people saw and the official list lacks, each with its answer. */
export function MissingPage(props: MissingPageProps) {
  const { c, edition, works, sent, mayReport } = props
  const { t } = c.var
  const title = t('capture.missing.title')
  return (
    <StreetFrame {...{ c, edition, title }} under={[]} noindex={false} islands={mayReport ? ['where-am-i'] : []}>
      <h1>{title}</h1>
      <p class="lead">{t('capture.missing.lead')}</p>
      {sent ? (
        <Notice t={t} kind="success" live title={t('capture.missing.sent')}>
          <p>{t('capture.missing.folio', { folio: sent })}</p>
        </Notice>
      ) : null}
      {mayReport ? (
        <Report {...props} />
      ) : (
        <p>
          <a href={`/entrar?volver=${encodeURIComponent(capturePaths.missing(edition))}`}>
            {t('capture.missing.sign-in')}
          </a>
        </p>
      )}
      {works.length === 0 ? (
        <EmptyState title={t('capture.missing.none')} />
      ) : (
        <ul class="stack plain">
          {works.map((work) => (
            <li id={work.folio}>
              <Reported {...props} work={work} />
            </li>
          ))}
        </ul>
      )}
    </StreetFrame>
  )
}

function Report({ c, edition, typed, errors }: MissingPageProps) {
  const { t } = c.var
  const isMine = typed.answering === undefined
  const [own, wrong] = isMine ? [typed, errors] : [{} as Typed, {} as FieldErrors]
  return (
    <Card title={t('capture.missing.report')} id="reportar">
      <ErrorSummary t={t} errors={Object.entries(wrong).map(([field, message]) => ({ field, message }))} />
      <form method="post" action={capturePaths.missing(edition)} class="form" enctype="multipart/form-data" novalidate>
        <input type="hidden" name="client_id" value={own.client_id ?? newId()} />
        <Field
          t={t}
          name="name"
          label={t('capture.missing.name')}
          hint={t('capture.missing.name.hint')}
          required
          value={own.name}
          maxlength={200}
          error={wrong.name}
        />
        <TextArea
          t={t}
          name="description"
          label={t('capture.missing.description')}
          hint={t('capture.missing.description.hint')}
          required
          value={own.description}
          rows={3}
          maxlength={2000}
          error={wrong.description}
        />
        <Field
          t={t}
          name="municipality"
          label={t('capture.missing.municipality')}
          value={own.municipality}
          maxlength={120}
          error={wrong.municipality}
        />
        <where-am-i
          data-target="point"
          data-use={t('capture.where.use')}
          data-asking={t('capture.where.asking')}
          data-found={t('capture.where.found', { meters: '{meters}' })}
          data-failed={t('capture.where.failed')}
        >
          <Field
            t={t}
            name="point"
            label={t('capture.near.point')}
            hint={t('capture.near.point.hint')}
            value={own.point}
            maxlength={60}
            error={wrong.point}
          />
        </where-am-i>
        <FileField
          t={t}
          name="photo"
          label={t('capture.missing.photo')}
          hint={Object.keys(wrong).length > 0 ? t('capture.missing.photo.again') : t('capture.missing.photo.hint')}
          accept="image/jpeg,image/png,image/webp"
          error={wrong.photo}
        />
        <Field
          t={t}
          name="photo_alt"
          label={t('capture.missing.photo-alt')}
          hint={t('capture.visit.alt.hint')}
          value={own.photo_alt}
          maxlength={300}
          error={wrong.photo_alt}
        />
        <Actions>
          <Button>{t('capture.missing.send')}</Button>
        </Actions>
      </form>
    </Card>
  )
}

function Reported({ c, edition, work, typed, errors, mayAnswer }: MissingPageProps & { work: MissingWork }) {
  const { t, context } = c.var
  const { answer } = work
  const isThis = typed.answering === work.folio
  return (
    <Card title={work.name}>
      <p>{work.description}</p>
      {work.photo ? (
        <img
          class="reported-photo"
          src={capturePaths.photo(edition, work.photo.sha256)}
          alt={work.photo.alt ?? t('capture.missing.photo-of', { name: work.name })}
          loading="lazy"
        />
      ) : null}
      {work.isPhotoWaiting ? <p class="small muted">{t('capture.missing.photo.waiting')}</p> : null}
      <p class="small muted">
        {[work.folio, work.municipality].filter(Boolean).join(' · ')}
        {' · '}
        {t('capture.missing.at', { at: formatDateTime(work.reportedAt, context.locale, edition.timeZone) })}
      </p>
      {answer ? (
        <p>
          <strong>{t(`capture.missing.outcome.${answer.outcome}`)}.</strong> {answer.reason}
          {answer.workKey ? ` (${answer.workKey})` : ''}
        </p>
      ) : (
        <p class="muted">{t('capture.missing.waiting')}</p>
      )}
      {mayAnswer && !answer ? (
        <Answering {...{ c, edition, work }} typed={isThis ? typed : {}} errors={isThis ? errors : {}} />
      ) : null}
    </Card>
  )
}

function Answering({
  c,
  edition,
  work,
  typed,
  errors,
}: Pick<MissingPageProps, 'c' | 'edition' | 'typed' | 'errors'> & { work: MissingWork }) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors }, work.folio)
  return (
    <form method="post" action={capturePaths.missingAnswer(edition, work.folio)} class="form" novalidate>
      <Select
        {...field('outcome')}
        label={t('capture.missing.outcome')}
        required
        options={outcomes.map((value) => ({ value, label: t(`capture.missing.outcome.${value}`) }))}
      />
      <TextArea {...field('reason')} label={t('capture.missing.reason')} required rows={2} />
      <Field {...field('work_key')} label={t('capture.missing.work-key')} maxlength={40} />
      <Actions>
        <Button small>{t('capture.missing.answer')}</Button>
      </Actions>
    </form>
  )
}
