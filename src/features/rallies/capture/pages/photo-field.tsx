import type { C } from '../../../../platform/http/env.ts'
import type { Typed } from '../../../../platform/http/form.ts'
import { FileField } from '../../../../ui/DateField.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { mostPhotos } from '../model.ts'

const pickerTexts = [
  'alt',
  'blur',
  'blurred',
  'choose',
  'heic',
  'photo',
  'remove',
  'take',
  'too-heavy',
  'too-many',
] as const
const coverTexts = ['add', 'cancel', 'canvas', 'count', 'done', 'hint', 'title', 'undo'] as const

type PhotoFieldProps = { c: C; typed: Typed; error: string | undefined; isAgain: boolean }

/** Plain files without script; with it, each photograph can be looked at, covered where faces and plates are, and described. */
export function PhotoField({ c, typed, error, isAgain }: PhotoFieldProps) {
  const { t } = c.var
  const hint = t('capture.visit.photos.hint', { max: mostPhotos })
  const values = { max: mostPhotos, number: '{number}', count: '{count}' }
  const texts = {
    ...Object.fromEntries(pickerTexts.map((name) => [name, t(`capture.picker.${name}`, values)])),
    ...Object.fromEntries(coverTexts.map((name) => [`blur-${name}`, t(`capture.blur.${name}`, values)])),
  }
  return (
    <photo-picker data-texts={JSON.stringify(texts)} data-max={String(mostPhotos)}>
      <FileField
        t={t}
        name="photos"
        label={t('capture.visit.photos')}
        hint={isAgain ? `${hint} ${t('capture.visit.photos.again')}` : hint}
        accept="image/jpeg,image/png,image/webp"
        multiple
        error={error}
      />
      <Field
        t={t}
        name="photo_alt"
        label={t('capture.visit.alt')}
        hint={t('capture.visit.alt.hint')}
        value={typed.photo_alt}
        maxlength={300}
      />
    </photo-picker>
  )
}
