import { Actions, Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { Details } from '../../../ui/Details.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { fieldsOf } from '../../../ui/form-back.tsx'
import { diagnosisPaths } from '../paths.ts'
import type { NodeView } from './node-view.ts'

export function EvidenceForms(view: NodeView) {
  const { c, tree, node, topics, wrong } = view
  const { t } = c.var
  const link = fieldsOf(view, 'aportaciones')
  const source = fieldsOf(view, 'fuentes')
  return (
    <>
      <form method="post" action={diagnosisPaths.link(tree, node.id)} class="form" novalidate>
        <TextArea
          {...link('folios')}
          label={t('diagnoses.field.folios')}
          hint={t('diagnoses.field.folios-hint')}
          rows={2}
        />
        {topics.length > 0 ? (
          <Select
            {...link('topic')}
            label={t('diagnoses.field.link-topic')}
            empty={t('diagnoses.field.none')}
            options={topics.map(({ id, name, consultation }) => ({
              value: id,
              label: `${name} (${consultation.title})`,
            }))}
          />
        ) : null}
        <Actions>
          <Button kind="quiet">{t('diagnoses.evidence.link')}</Button>
        </Actions>
      </form>
      <Details summary={t('diagnoses.evidence.source')} open={wrong?.form === 'fuentes'}>
        <form method="post" action={diagnosisPaths.addSource(tree, node.id)} class="form" novalidate>
          <Field {...source('title')} label={t('diagnoses.field.source')} required />
          <Field {...source('url')} type="url" label={t('diagnoses.field.url')} />
          <Field {...source('figure')} label={t('diagnoses.field.figure')} hint={t('diagnoses.field.figure-hint')} />
          <Actions>
            <Button kind="quiet">{t('diagnoses.add')}</Button>
          </Actions>
        </form>
      </Details>
      <Unlinking {...view} />
    </>
  )
}

function Unlinking({ c, tree, node, folios, evidence }: NodeView) {
  const { t } = c.var
  const sources = evidence?.sources ?? []
  if (folios.length + sources.length === 0) return null
  return (
    <Details summary={t('diagnoses.evidence.unlink')}>
      {folios.length > 0 ? (
        <form method="post" action={diagnosisPaths.unlink(tree, node.id)} class="form">
          <Select
            {...{ t, name: 'folio', id: 'folio-quitar' }}
            label={t('diagnoses.field.folio')}
            options={folios.map((folio) => ({ value: folio, label: folio }))}
          />
          <Button kind="quiet">{t('diagnoses.evidence.unlink-one')}</Button>
        </form>
      ) : null}
      {sources.length > 0 ? (
        <form method="post" action={diagnosisPaths.removeSource(tree, node.id)} class="form">
          <Select
            {...{ t, name: 'source', id: 'source-quitar' }}
            label={t('diagnoses.field.source')}
            options={sources.map(({ id, title }) => ({ value: id, label: title }))}
          />
          <Button kind="quiet">{t('diagnoses.evidence.remove-source')}</Button>
        </form>
      ) : null}
    </Details>
  )
}
