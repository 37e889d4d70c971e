import { Actions, Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { Confirm } from '../../../ui/Details.tsx'
import { TextArea } from '../../../ui/Field.tsx'
import { fieldsOf, idIn } from '../../../ui/form-back.tsx'
import { inReadingOrder, moved, sideOf } from '../model.ts'
import { diagnosisPaths } from '../paths.ts'
import { EvidenceForms } from './evidence-forms.tsx'
import { TreeFrame } from './frame.tsx'
import { EvidenceOf, NodeWords } from './node-list.tsx'
import type { NodeView } from './node-view.ts'

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
