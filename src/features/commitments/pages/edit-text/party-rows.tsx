import type { T } from '../../../../platform/i18n.ts'
import { Select } from '../../../../ui/Choices.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'
import { type PartyList, partyRowsOf, sourceRowsOf } from '../../editing/rows.ts'
import type { FormState } from '../edit-frame/edit-form.tsx'

export type KindOption = { code: string; name: string }

type PartyRowsProps = { t: T; state: FormState; list: PartyList; kinds: readonly KindOption[]; spare: number }

/** Usual kinds come chosen, so that a row needs only a name. */
const usualKind: Record<PartyList, string> = {
  lead: 'public-institution',
  coResponsible: 'civil-society',
  supporting: 'public-institution',
}

/** What is written so far and some empty rows; works without script, because saving brings new ones. */
export function PartyRows({ t, state, list, kinds, spare }: PartyRowsProps) {
  const label = t(`commitment.field.${list}`)
  const written = partyRowsOf(state.typed, list)
  const next = (written.at(-1)?.row ?? -1) + 1
  const blank = written.some(({ name }) => name === '') ? 0 : spare
  const rows = [...written, ...Array.from({ length: blank }, (_, index) => ({ row: next + index, name: '', kind: '' }))]
  return (
    <Fieldset legend={label} hint={`${t(`commitment.hint.${list}`)} ${t('commitment.hint.rows')}`}>
      <div class="stack">
        {rows.map(({ row, name, kind }, index) => (
          <div class="columns">
            <div>
              <Field
                t={t}
                name={`${list}.${row}.name`}
                id={index === 0 && !state.errors[`${list}.${row}.name`] ? list : undefined}
                label={`${t('commitment.organization.name')} (${index + 1})`}
                value={name}
                list="organizations"
                autocomplete="off"
                error={state.errors[`${list}.${row}.name`]}
              />
            </div>
            <div>
              <Select
                t={t}
                name={`${list}.${row}.kind`}
                label={`${t('commitment.organization.kind')} (${index + 1})`}
                options={kinds.map((option) => ({ value: option.code, label: option.name }))}
                value={kind || usualKind[list]}
                error={state.errors[`${list}.${row}.kind`]}
              />
            </div>
          </div>
        ))}
      </div>
    </Fieldset>
  )
}

export function SourceRows({ t, state }: { t: T; state: FormState }) {
  const written = sourceRowsOf(state.typed)
  const next = (written.at(-1)?.row ?? -1) + 1
  const blank = written.some(({ title, url, note }) => title + url + note === '')
    ? []
    : [{ row: next, title: '', url: '', note: '' }]
  return (
    <div class="stack">
      {[...written, ...blank].map(({ row, title, url, note }, index) => (
        <div class="columns">
          <div>
            <Field
              t={t}
              name={`sources.${row}.title`}
              label={t('commitment.source.title', { row: index + 1 })}
              value={title}
              error={state.errors[`sources.${row}.title`]}
            />
          </div>
          <div>
            <Field
              t={t}
              name={`sources.${row}.url`}
              type="url"
              label={t('commitment.source.url', { row: index + 1 })}
              value={url}
              error={state.errors[`sources.${row}.url`]}
            />
          </div>
          <div>
            <Field
              t={t}
              name={`sources.${row}.note`}
              label={t('commitment.source.note', { row: index + 1 })}
              value={note}
              error={state.errors[`sources.${row}.note`]}
            />
          </div>
        </div>
      ))}
    </div>
  )
}
