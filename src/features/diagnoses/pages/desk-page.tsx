import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Details } from '../../../ui/Details.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fieldsOf } from '../../../ui/form-back.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import type { Space } from '../../spaces/model.ts'
import type { Evidence } from '../evidence/queries.ts'
import { type ProblemTree, type TreeNode, treeFaults, worriesOf } from '../model.ts'
import { diagnosisPaths } from '../paths.ts'
import { TreeFrame } from './frame.tsx'
import { MoveButtons } from './move-buttons.tsx'
import { NodeList } from './node-list.tsx'

type Props = {
  c: C
  space: Space
  tree: ProblemTree
  nodes: readonly TreeNode[]
  evidence: ReadonlyMap<string, Evidence>
  wrong: Wrong
}

/** The tree as nested lists, each node leading to its forms; and what it lacks to be published. */
export function DeskPage({ c, space, tree, nodes, evidence, wrong }: Props) {
  const { t } = c.var
  const faults = treeFaults(nodes)
  const { withoutMirror } = worriesOf(nodes)
  return (
    <TreeFrame
      c={c}
      space={space}
      tree={tree}
      title={t('diagnoses.edit')}
      noindex
      wrong={wrong}
      islands={['tree-sorter']}
    >
      <p class="lead">{t('diagnoses.desk.lead')}</p>
      {wrong?.typed.wording ? (
        <Notice t={t} title={t('diagnoses.desk.typed')}>
          <p>{wrong.typed.wording}</p>
          {wrong.typed.mirror ? <p>{wrong.typed.mirror}</p> : null}
        </Notice>
      ) : null}
      {faults.length > 0 ? (
        <Notice t={t} title={t('diagnoses.desk.lacks')}>
          <ul>
            {faults.map((fault) => (
              <li>{t(`diagnoses.fault.${fault}`)}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {withoutMirror.length > 0 ? (
        <Notice t={t} kind="warning">
          <p>{t('diagnoses.warn.mirrors', { count: withoutMirror.length })}</p>
        </Notice>
      ) : null}
      <tree-sorter
        data-handle={t('diagnoses.sort.handle', { node: '{node}' })}
        data-keys={t('diagnoses.sort.keys')}
        data-done={t('diagnoses.sort.done', { node: '{node}', place: '{place}', of: '{of}', parent: '{parent}' })}
        data-edge={t('diagnoses.sort.edge')}
        data-failed={t('diagnoses.sort.failed')}
      >
        <NodeList
          c={c}
          nodes={nodes}
          below={(node) => {
            const { count = 0, sources = [] } = evidence.get(node.id) ?? {}
            return (
              <>
                <p class="small">
                  {t('diagnoses.desk.evidence', { contributions: count, sources: sources.length })}{' '}
                  <a href={diagnosisPaths.reword(tree, node.id)}>
                    {t('diagnoses.desk.open')}
                    <span class="visually-hidden"> {node.wording}</span>
                  </a>
                </p>
                <MoveButtons c={c} tree={tree} nodes={nodes} node={node} />
              </>
            )
          }}
        />
      </tree-sorter>
      <TitleForm {...{ c, space, tree, nodes, evidence, wrong }} />
      <p>
        <a href={diagnosisPaths.history(tree)}>{t('diagnoses.history')}</a>
      </p>
      {tree.publishedAt || faults.length > 0 ? null : (
        <form method="post" action={diagnosisPaths.publish(tree)}>
          <Actions>
            <Button>{t('diagnoses.publish')}</Button>
          </Actions>
        </form>
      )}
    </TreeFrame>
  )
}

/** The name that was being looked at goes with the form: after a clash it is the one that stands now. */
function TitleForm({ c, tree, wrong }: Props) {
  const { t } = c.var
  return (
    <Details summary={t('diagnoses.retitle')} open={wrong?.form === 'titulo'}>
      <form method="post" action={diagnosisPaths.retitle(tree)} class="form" novalidate>
        <input type="hidden" name="before" value={tree.title} />
        <Field
          {...fieldsOf({ c, wrong }, 'titulo')('title', tree.title)}
          label={t('diagnoses.field.title')}
          hint={t('diagnoses.retitle-hint')}
          required
        />
        <Actions>
          <Button kind="quiet">{t('diagnoses.save')}</Button>
        </Actions>
      </form>
    </Details>
  )
}
