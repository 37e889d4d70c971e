import { largestAttachmentBytes } from '../../../../platform/attachments/read-attachment.ts'
import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors } from '../../../../platform/http/form.ts'
import { DateField, FileField } from '../../../../ui/DateField.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { formatBytes } from '../../../../ui/format.ts'
import { dateField, titleField } from '../schema.ts'

const accepted = '.pdf,.docx,.xlsx,.pptx,.odt,.ods,.csv,.txt,image/jpeg,image/png,image/webp,video/mp4,video/webm'

/** A file that came already: what the form shows of it. */
export type FileRow = { id: string; fileName: string; title: string; date: string; bytes: number }

type Props = { c: C; files: readonly FileRow[]; errors: FieldErrors; most: number }

const texts = ['sending', 'sent', 'waiting', 'failed', 'too-heavy', 'too-many', 'busy'] as const

/**
 * Files of a form, those that came already and room for more; its form needs enctype="multipart/form-data" and an address that
 * takes files, and is read by `receiveForm`. With script each file goes piece by piece and goes on after a lost signal.
 */
export function FilesField({ c, files, errors, most }: Props) {
  const { t } = c.var
  const words = Object.fromEntries(
    texts.map((name) => [name, t(`evidence.upload.${name}`, { percent: '{percent}', most })]),
  )
  const blank = { id: '__id__', fileName: '__name__', title: '', date: '', bytes: 0 }
  return (
    <evidence-upload
      data-texts={JSON.stringify(words)}
      data-most={String(most)}
      data-bytes={String(largestAttachmentBytes)}
    >
      <ul class="kept-files">
        {files.map((file) => (
          <Row c={c} file={file} errors={errors} isSingle={most === 1} />
        ))}
      </ul>
      <template>
        <Row c={c} file={blank} errors={{}} isSingle={most === 1} />
      </template>
      <FileField
        {...{ t, name: 'files', error: errors.files, accept: accepted, multiple: most > 1 }}
        label={t(most > 1 ? 'evidence.files' : 'evidence.file')}
        hint={t('evidence.file.hint')}
      />
    </evidence-upload>
  )
}

function Row({ c, file, errors, isSingle }: { c: C; file: FileRow; errors: FieldErrors; isSingle: boolean }) {
  const { t, context } = c.var
  const { id, fileName, title, date, bytes } = file
  return (
    <li class="kept-file" data-id={id}>
      <input type="hidden" name="kept" value={`${id}/${fileName}`} />
      <p class="kept-file-name">
        <strong>{fileName}</strong>{' '}
        <span class="small muted">{bytes > 0 ? formatBytes(bytes, context.locale) : t('evidence.upload.sent')}</span>
      </p>
      {isSingle ? null : (
        <>
          <Field t={t} name={titleField(id)} label={t('evidence.title')} maxlength={200} value={title} />
          <DateField t={t} name={dateField(id)} label={t('evidence.date')} value={date} error={errors[dateField(id)]} />
        </>
      )}
      <label class="kept-file-drop">
        <input type="checkbox" name="drop" value={id} /> {t('evidence.upload.cancel')}
      </label>
    </li>
  )
}
