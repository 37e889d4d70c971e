import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { fieldsOf } from '../../../ui/form-back.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import type { Space } from '../../spaces/model.ts'
import type { Kit } from '../kits/model.ts'
import type { ProblemTree } from '../model.ts'
import { diagnosisPaths } from '../paths.ts'
import { TreeFrame } from './frame.tsx'

type Props = { c: C; space: Space; tree: ProblemTree; wrong: Wrong }
type NewProps = Props & { tables: readonly { id: string; title: string; heldAt: Date }[] }

export function NewKitPage({ c, space, tree, tables, wrong }: NewProps) {
  const { t, context } = c.var
  const field = fieldsOf({ c, wrong })
  return (
    <TreeFrame c={c} space={space} tree={tree} title={t('diagnoses.kit.new')} width="narrow" noindex wrong={wrong}>
      <p class="lead">{t('diagnoses.kit.lead')}</p>
      <form method="post" action={diagnosisPaths.createKit(tree)} class="form" novalidate>
        <Field {...field('title')} label={t('diagnoses.kit.field.title')} required />
        <Select
          {...field('table')}
          label={t('diagnoses.kit.field.table')}
          empty={t('diagnoses.field.none')}
          options={tables.map(({ id, title, heldAt }) => ({
            value: id,
            label: `${title}, ${formatDateTime(heldAt, context.locale)}`,
          }))}
        />
        <Texts c={c} wrong={wrong} kit={null} />
        <Actions>
          <Button>{t('diagnoses.kit.make')}</Button>
        </Actions>
      </form>
    </TreeFrame>
  )
}

/** The words of a kit. The version is that of what is stored: after a clash both are on the page, and saving is a choice. */
export function RewordKitPage({ c, space, tree, kit, wrong }: Props & { kit: Kit }) {
  const { t } = c.var
  const kitCrumb = { label: kit.title, href: diagnosisPaths.kit(tree, kit.id) }
  return (
    <TreeFrame
      {...{ c, space, tree, wrong }}
      title={t('diagnoses.kit.edit')}
      width="narrow"
      noindex
      crumbs={[kitCrumb]}
    >
      {kit.publishedAt ? <p>{t('diagnoses.kit.edit-published')}</p> : null}
      {wrong?.errors.form ? <Stored c={c} kit={kit} /> : null}
      <form method="post" action={diagnosisPaths.rewordKit(tree, kit.id)} class="form" novalidate>
        <input type="hidden" name="version" value={kit.version} />
        <Field {...fieldsOf({ c, wrong })('title', kit.title)} label={t('diagnoses.kit.field.title')} required />
        <Texts c={c} wrong={wrong} kit={kit} />
        <Actions>
          <Button>{t('diagnoses.save')}</Button>
        </Actions>
      </form>
    </TreeFrame>
  )
}

function Texts({ c, wrong, kit }: { c: C; wrong: Wrong; kit: Kit | null }) {
  const { t } = c.var
  const field = fieldsOf({ c, wrong })
  return (
    <>
      <TextArea {...field('agenda', kit?.agenda)} label={t('diagnoses.kit.agenda')} rows={5} required />
      <TextArea {...field('rules', kit?.rules)} label={t('diagnoses.kit.rules')} rows={5} required />
      <TextArea
        {...field('sources', kit?.sources ?? undefined)}
        label={t('diagnoses.kit.sources')}
        hint={t('diagnoses.kit.field.sources-hint')}
        rows={3}
      />
    </>
  )
}

/** What somebody else saved meanwhile, above the form that still holds what was typed. */
function Stored({ c, kit }: { c: C; kit: Kit }) {
  const { t } = c.var
  return (
    <Notice t={t} title={t('logframe.stored')}>
      <p>{kit.title}</p>
      <p class="pre-line">{kit.agenda}</p>
      <p class="pre-line">{kit.rules}</p>
      {kit.sources ? <p class="pre-line">{kit.sources}</p> : null}
    </Notice>
  )
}
