import type { C } from '../../../../../platform/http/env.ts'
import type { FieldErrors } from '../../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../../ui/Button.tsx'
import { RadioGroup } from '../../../../../ui/Choices.tsx'
import { FileField } from '../../../../../ui/DateField.tsx'
import { EmptyState } from '../../../../../ui/EmptyState.tsx'
import { Field } from '../../../../../ui/Field.tsx'
import { formatDateTime } from '../../../../../ui/format.ts'
import { Notice } from '../../../../../ui/Notice.tsx'
import type { Edition } from '../../../editions/model.ts'
import { StreetFrame } from '../../pages/street-frame.tsx'
import { capturePaths } from '../../paths.ts'
import type { DeskPhoto, PhotoState } from '../model.ts'

export type PhotosPageProps = {
  c: C
  edition: Edition
  state: PhotoState
  counts: Record<PhotoState, number>
  photos: readonly DeskPhoto[]
  /** By the id of the photograph. */
  errors: FieldErrors
  withOriginals: boolean
}

/** The moderation desk: each photograph with its own small form, read and decided from top to bottom by keyboard alone. */
export function PhotosPage(props: PhotosPageProps) {
  const { c, edition, state, counts, photos, errors } = props
  const { t } = c.var
  const title = t('capture.check.title')
  return (
    <StreetFrame {...{ c, edition, title }} under={[]}>
      <h1>{title}</h1>
      <p class="lead">{t('capture.check.lead')}</p>
      {Object.values(errors).map((message) => (
        <Notice t={t} kind="error" live>
          <p>{message}</p>
        </Notice>
      ))}
      <nav aria-label={title}>
        <ul class="chips">
          {(['waiting', 'shown', 'withheld'] as const).map((one) => (
            <li>
              <a
                class="chip"
                href={`${capturePaths.photos(edition)}?estado=${one}`}
                {...(one === state ? { 'aria-current': 'page' } : {})}
              >
                {t(`capture.check.${one}`, { count: counts[one] })}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {photos.length === 0 ? (
        <EmptyState title={t('capture.check.none')} />
      ) : (
        <ul class="photo-desk" id="siguiente">
          {photos.map((photo) => (
            <li>
              <Checked {...props} photo={photo} />
            </li>
          ))}
        </ul>
      )}
    </StreetFrame>
  )
}

function Checked({ c, edition, state, photo, errors, withOriginals }: PhotosPageProps & { photo: DeskPhoto }) {
  const { t, context } = c.var
  const at = (instant: Date) => formatDateTime(instant, context.locale, edition.timeZone)
  const work = photo.workName || photo.workKey
  const name = photo.team
    ? t('capture.check.photo', { team: photo.team, work })
    : t('capture.check.photo.missing', { work })
  return (
    <article class="photo-check">
      <h2 class="small">{name}</h2>
      <img src={capturePaths.unchecked(edition, photo.id)} alt={photo.alt ?? name} loading="lazy" />
      <p class="small muted">
        {at(photo.receivedAt)}
        {photo.wasBlurred ? ` · ${t('capture.check.blurred')}` : ''}
      </p>
      {photo.reason ? <p>{photo.reason}</p> : null}
      {withOriginals ? <Original c={c} edition={edition} photo={photo} at={at} /> : null}
      <form
        method="post"
        action={`${capturePaths.photos(edition)}?estado=${state}`}
        class="form"
        enctype="multipart/form-data"
      >
        <input type="hidden" name="photo" value={photo.id} />
        <RadioGroup
          t={t}
          id={`decision-${photo.id}`}
          name="decision"
          label={t('capture.check.decision')}
          inline
          required
          options={(['shown', 'withheld'] as const).map((value) => ({
            value,
            label: t(`capture.check.decision.${value}`),
          }))}
          value={photo.state === 'waiting' ? undefined : photo.state}
        />
        <Field
          t={t}
          id={`reason-${photo.id}`}
          name="reason"
          label={t('capture.check.reason')}
          maxlength={500}
          error={errors[photo.id]}
        />
        <FileField
          t={t}
          id={`replacement-${photo.id}`}
          name="replacement"
          label={t('capture.check.replacement')}
          accept="image/jpeg,image/png,image/webp"
        />
        <Actions>
          <Button small>{t('capture.check.save')}</Button>
        </Actions>
      </form>
    </article>
  )
}

type OriginalProps = { c: C; edition: Edition; photo: DeskPhoto; at: (instant: Date) => string }

function Original({ c, edition, photo, at }: OriginalProps) {
  const { t } = c.var
  return (
    <p class="small">
      {photo.originalDeletedAt ? (
        t('capture.check.original-deleted', { at: at(photo.originalDeletedAt) })
      ) : (
        <a href={capturePaths.original(edition, photo.id)}>{t('capture.check.original')}</a>
      )}
    </p>
  )
}
