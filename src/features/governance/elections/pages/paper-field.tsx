import type { C } from '../../../../platform/http/env.ts'
import type { Typed } from '../../../../platform/http/form.ts'
import { FileField } from '../../../../ui/DateField.tsx'
import { fileField, keptField } from '../papers/fields.ts'
import type { FieldOf } from './frame.tsx'

const accepted = '.pdf,.docx,.odt,.txt,image/jpeg,image/png,image/webp'

type Props = { c: C; field: FieldOf; typed: Typed; name: string; label: string; hint?: string }

/** Room for one file; where one came with a form that was wrong in something else, it is named and need not be chosen again. */
export function PaperField({ c, field, typed, name, label, hint }: Props) {
  const { t } = c.var
  const kept = typed[keptField(name)]
  const fileName = kept?.slice(kept.indexOf('/') + 1)
  return (
    <>
      <FileField
        {...{ ...field(fileField(name)), value: undefined }}
        label={label}
        hint={fileName ? t('elections.file.kept', { name: fileName }) : hint}
        accept={accepted}
      />
      {kept ? (
        <>
          <input type="hidden" name={keptField(name)} value={kept} />
          <label class="kept-file-drop">
            <input type="checkbox" name={`drop.${name}`} value="on" />{' '}
            {t('elections.file.drop', { name: fileName ?? '' })}
          </label>
        </>
      ) : null}
    </>
  )
}
