import { localOf } from '../../../platform/civil-day.ts'
import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { RadioGroup, Select } from '../../../ui/Choices.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { Fieldset } from '../../../ui/Fieldset.tsx'
import { backOf } from '../../../ui/form-back.tsx'
import type { Space } from '../../spaces/model.ts'
import { modalities, sectors, type WorkingTable } from '../model.ts'
import { tablePaths } from '../paths.ts'
import type { Choices } from '../queries.ts'
import { TableFrame } from './frame.tsx'

type FormProps = { c: C; space: Space; table?: WorkingTable; choices: Choices; wrong: Wrong }

/** One form to call a table and to change it. */
export function TableFormPage({ c, space, table, choices, wrong }: FormProps) {
  const { t } = c.var
  const typed = wrong?.typed ?? (table ? typedOf(table) : { modality: 'in-person' })
  const { errors } = backOf(wrong, '')
  const field = (name: string) => ({ t, name, value: typed[name], error: errors[name] })
  const zone = table?.timeZone ?? 'America/Mexico_City'
  const title = t(table ? 'tables.edit' : 'tables.create')
  return (
    <TableFrame c={c} space={space} {...(table ? { table } : {})} title={title} width="narrow" noindex wrong={wrong}>
      <form
        method="post"
        action={table ? tablePaths.edit(table) : tablePaths.create(space.slug)}
        class="form"
        novalidate
      >
        <Field {...field('title')} label={t('tables.title')} required />
        <TextArea {...field('purpose')} label={t('tables.purpose')} hint={t('tables.purpose-hint')} rows={3} required />
        <TextArea {...field('call')} label={t('tables.call')} hint={t('tables.call-hint')} rows={4} />
        <Field
          {...field('heldAt')}
          type="datetime-local"
          label={t('tables.held-at')}
          hint={t('tables.zone', { zone })}
          required
        />
        <Field {...field('endsAt')} type="datetime-local" label={t('tables.ends-at')} />
        <RadioGroup
          {...field('modality')}
          label={t('tables.modality')}
          required
          inline
          options={modalities.map((value) => ({ value, label: t(`tables.modality.${value}`) }))}
        />
        <Field {...field('place')} label={t('tables.place')} />
        <Field {...field('link')} type="url" label={t('tables.link')} hint={t('tables.link-hint')} />
        <Field {...field('recordingUrl')} type="url" label={t('tables.recording')} />
        {(['exercises', 'topics', 'trees', 'kits'] as const).map((kind) =>
          choices[kind].length > 0 ? (
            <Select
              {...field(singular[kind])}
              label={t(`tables.about.${kind}`)}
              empty={t('tables.about.none')}
              options={choices[kind].map(({ id, name }) => ({ value: id, label: name }))}
            />
          ) : null,
        )}
        <Fieldset legend={t('tables.places')} hint={t('tables.places-hint')}>
          {[...sectors, 'any' as const].map((sector) => (
            <Field
              {...field(`places.${sector}`)}
              type="number"
              min={0}
              max={5000}
              size="short"
              label={sector === 'any' ? t('tables.places.any') : t(`exercise.sector.${sector}`)}
            />
          ))}
        </Fieldset>
        <TextArea {...field('reported')} label={t('tables.reported')} hint={t('tables.reported-hint')} rows={3} />
        <Actions>
          <Button>{t('tables.save')}</Button>
        </Actions>
      </form>
    </TableFrame>
  )
}

const singular = { exercises: 'exercise', topics: 'topic', trees: 'tree', kits: 'kit' } as const

function typedOf(table: WorkingTable): Typed {
  const places = Object.entries(table.capacity).map(([sector, count]) => [`places.${sector}`, String(count)])
  const reported = table.reported.map(({ figure, what, source, url }) => [figure, what, source, url ?? ''].join(' | '))
  return {
    ...{ title: table.title, purpose: table.purpose, call: table.call ?? '', modality: table.modality },
    heldAt: localOf(table.heldAt, table.timeZone),
    endsAt: table.endsAt ? localOf(table.endsAt, table.timeZone) : '',
    ...{ place: table.place ?? '', link: table.link ?? '', recordingUrl: table.recordingUrl ?? '' },
    ...{ exercise: table.exercise?.id ?? '', topic: table.topic?.id ?? '', tree: table.tree?.id ?? '' },
    ...{ kit: table.kit?.id ?? '', reported: reported.join('\n') },
    ...Object.fromEntries(places),
  }
}
