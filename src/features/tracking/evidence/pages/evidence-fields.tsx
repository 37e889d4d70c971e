import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Select } from '../../../../ui/Choices.tsx'
import { DateField, FileField } from '../../../../ui/DateField.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'
import { evidenceKinds } from '../model.ts'
import { evidenceSlots, slotField } from '../schema.ts'

const accepted = '.pdf,.docx,.xlsx,.pptx,.odt,.ods,.csv,.txt,image/jpeg,image/png,image/webp,video/mp4,video/webm'

type Props = { c: C; typed: Typed; errors: FieldErrors }

/**
 * Files and links of a report or an answer; its form needs enctype="multipart/form-data" and an address that takes files. Read by
 * `incomingEvidence`.
 */
export function EvidenceFields({ c, typed, errors }: Props) {
  const { t } = c.var
  return (
    <>
      {Array.from({ length: evidenceSlots }, (_, slot) => {
        const fields = <Slot {...{ c, typed, errors, slot }} />
        const legend = t('evidence.slot', { number: slot + 1 })
        const isOpen =
          slot === 0 || Object.keys({ ...typed, ...errors }).some((name) => isFilled(name, slot, typed, errors))
        return isOpen ? (
          <Fieldset legend={legend}>{fields}</Fieldset>
        ) : (
          <details class="details">
            <summary>{t('evidence.slot.another')}</summary>
            <Fieldset legend={legend}>{fields}</Fieldset>
          </details>
        )
      })}
    </>
  )
}

function isFilled(name: string, slot: number, typed: Typed, errors: FieldErrors): boolean {
  if (!name.startsWith(`evidence-${slot}-`) || name.endsWith('-kind')) return false
  return name in errors || (typed[name] ?? '') !== ''
}

function Slot({ c, typed, errors, slot }: Props & { slot: number }) {
  const { t } = c.var
  const field = (name: Parameters<typeof slotField>[1]) => {
    const full = slotField(slot, name)
    return { t, name: full, value: typed[full], error: errors[full] }
  }
  const kinds = evidenceKinds.map((kind) => ({ value: kind, label: t(`evidence.kind.${kind}`) }))
  return (
    <>
      <Field {...field('title')} label={t('evidence.title')} hint={t('evidence.title.hint')} maxlength={200} />
      <Select {...field('kind')} label={t('evidence.kind')} options={kinds} size="medium" />
      <EvidenceFile
        c={c}
        name={slotField(slot, 'file')}
        error={field('file').error}
        upload={slotField(slot, 'upload')}
      />
      <Field {...field('url')} type="url" label={t('evidence.url')} hint={t('evidence.url.hint')} />
      <DateField {...field('date')} label={t('evidence.date')} hint={t('evidence.date.hint')} />
    </>
  )
}

const texts = ['sending', 'sent', 'waiting', 'failed', 'too-heavy', 'cancel'] as const

/** A plain file field; with script the file goes piece by piece and goes on after a lost signal. */
export function EvidenceFile(props: { c: C; name: string; upload: string; error: string | undefined }) {
  const { t } = props.c.var
  const words = Object.fromEntries(texts.map((name) => [name, t(`evidence.upload.${name}`, { percent: '{percent}' })]))
  return (
    <evidence-upload data-upload={props.upload} data-texts={JSON.stringify(words)}>
      <FileField
        {...{ t, name: props.name, error: props.error, accept: accepted }}
        label={t('evidence.file')}
        hint={t('evidence.file.hint')}
      />
    </evidence-upload>
  )
}
