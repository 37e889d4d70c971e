import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { Confirm, Details } from '../../../ui/Details.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { fieldsOf, idIn } from '../../../ui/form-back.tsx'
import type { Space } from '../../spaces/model.ts'
import type { Evidence } from '../evidence/queries.ts'
import { inReadingOrder, moved, type ProblemTree, sideOf, type Topic, type TreeNode } from '../model.ts'
import { diagnosisPaths } from '../paths.ts'
import { TreeFrame } from './frame.tsx'
import { EvidenceOf, NodeWords } from './node-list.tsx'

export type NodeView = {
  c: C
  space: Space
  tree: ProblemTree
  nodes: readonly TreeNode[]
  node: TreeNode
  evidence: Evidence | undefined
  folios: readonly string[]
  topics: readonly Topic[]
  wrong: Wrong
}

/** One node with its forms: words, what hangs on it, its place, what it stands on. */
export function NodePage(view: NodeView) {
  const { c, space, tree, node, evidence, wrong } = view
  const { t } = c.var
  const side = sideOf(node.kind)
  return (
    <TreeFrame
      c={c}
      space={space}
      tree={tree}
      title={t('diagnoses.node.title', { kind: t(`diagnoses.kind.${node.kind}`).toLocaleLowerCase('es') })}
      width="narrow"
      noindex
      wrong={wrong}
    >
      <div class={`tree-node ${node.kind}`}>
        <NodeWords c={c} node={node} />
        <EvidenceOf c={c} tree={tree} evidence={evidence} />
      </div>
      <p>
        <a href={`${diagnosisPaths.desk(tree)}#n-${node.id}`}>{t('diagnoses.node.back')}</a>
      </p>
      <h2>{t('diagnoses.node.reword')}</h2>
      <RewordForm {...view} />
      {(['effect', 'cause'] as const)
        .filter((one) => side === null || side === one)
        .map((one) => (
          <>
            <h2>{t(`diagnoses.node.add-${one}`)}</h2>
            <AddForm view={view} side={one} />
          </>
        ))}
      <h2>{t('diagnoses.node.evidence')}</h2>
      <EvidenceForms {...view} />
      {side === null ? null : (
        <>
          <h2>{t('diagnoses.node.place')}</h2>
          <MoveForm {...view} />
          <Confirm summary={t('diagnoses.node.remove')} open={wrong?.form === 'quitar'}>
            <p>{t('diagnoses.node.remove-text')}</p>
            <form method="post" action={diagnosisPaths.remove(tree, node.id)}>
              <input type="hidden" name="version" value={node.version} />
              <Button kind="danger">{t('diagnoses.node.remove')}</Button>
            </form>
          </Confirm>
        </>
      )}
    </TreeFrame>
  )
}

/** The version is always that of the words shown above: after a clash both are on the page, and saving is a choice. */
function RewordForm(view: NodeView) {
  const { c, tree, node } = view
  const { t } = c.var
  const field = fieldsOf(view, 'redaccion')
  return (
    <form method="post" action={diagnosisPaths.reword(tree, node.id)} class="form" novalidate>
      <input type="hidden" name="version" value={node.version} />
      <TextArea
        {...field('wording', node.wording)}
        label={t('diagnoses.field.wording')}
        hint={t('diagnoses.field.wording-hint')}
        rows={3}
        required
      />
      <TextArea
        {...field('mirror', node.mirror ?? '')}
        label={t('diagnoses.field.mirror')}
        hint={t('diagnoses.field.mirror-hint')}
        rows={3}
      />
      <Actions>
        <Button>{t('diagnoses.save')}</Button>
      </Actions>
    </form>
  )
}

function AddForm({ view, side }: { view: NodeView; side: 'cause' | 'effect' }) {
  const { c, tree, node } = view
  const { t } = c.var
  const isBack = view.wrong?.typed.side === side
  const field = fieldsOf(view, 'agregar')
  const own = (name: string) => ({
    ...field(name),
    ...(isBack ? {} : { value: undefined, error: undefined, id: idIn(`agregar-${side}`, name) }),
  })
  return (
    <form method="post" action={diagnosisPaths.addUnder(tree, node.id)} class="form" novalidate>
      <input type="hidden" name="side" value={side} />
      <TextArea {...own('wording')} label={t(`diagnoses.field.new-${side}`)} rows={2} required />
      <TextArea {...own('mirror')} label={t('diagnoses.field.mirror')} rows={2} />
      <Actions>
        <Button kind="quiet">{t('diagnoses.add')}</Button>
      </Actions>
    </form>
  )
}

function MoveForm(view: NodeView) {
  const { c, tree, node, nodes } = view
  const { t } = c.var
  const places = inReadingOrder(nodes).filter(
    ({ id }) => id !== node.parentId && Array.isArray(moved(nodes, node.id, id)),
  )
  return (
    <form method="post" action={diagnosisPaths.move(tree, node.id)} class="form" novalidate>
      <input type="hidden" name="version" value={node.version} />
      <Select
        {...fieldsOf(view, 'mover')('to')}
        label={t('diagnoses.field.to')}
        required
        empty={t('diagnoses.move.choose')}
        options={[
          { value: 'up', label: t('diagnoses.move.up') },
          { value: 'down', label: t('diagnoses.move.down') },
          ...places.map(({ id, wording }) => ({ value: id, label: t('diagnoses.move.under', { wording }) })),
        ]}
      />
      <Actions>
        <Button kind="quiet">{t('diagnoses.move.submit')}</Button>
      </Actions>
    </form>
  )
}

function EvidenceForms(view: NodeView) {
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
