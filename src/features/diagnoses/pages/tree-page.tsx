import { Actions, ButtonLink } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { consultationPaths } from '../../consultations/paths.ts'
import { logframePaths } from '../logframe/paths.ts'
import { worriesOf } from '../model.ts'
import { diagnosisPaths } from '../paths.ts'
import { AlternativeCard } from './alternative-card.tsx'
import { Drawings } from './drawings.tsx'
import { TreeFrame } from './frame.tsx'
import { Comments } from './node-comments.tsx'
import { EvidenceOf, NodeList } from './node-list.tsx'
import type { TreeView } from './tree-view.ts'

/** A tree for everybody: drawn, in words with what each node stands on, commented, and what was chosen from it. */
export function TreePage(view: TreeView) {
  const { c, space, tree, nodes, alternatives, wrong } = view
  const { t } = c.var
  return (
    <TreeFrame c={c} space={space} tree={tree} title={tree.title} twins={['json', 'csv']} wrong={wrong}>
      {tree.topic ? (
        <p>
          <a href={consultationPaths.consultation({ space: tree.space, slug: tree.topic.consultation.slug })}>
            {t('diagnoses.topic', { topic: tree.topic.name })}
          </a>
        </p>
      ) : null}
      <Keeper view={view} />
      <Drawings c={c} tree={tree} nodes={nodes} />
      <NodeList
        c={c}
        nodes={nodes}
        below={(node) => (
          <>
            <EvidenceOf c={c} tree={tree} evidence={view.evidence.get(node.id)} />
            <Comments view={view} node={node} />
          </>
        )}
      />
      {alternatives.length > 0 ? (
        <section class="stack" aria-labelledby="alternatives">
          <h2 id="alternatives">{t('diagnoses.alternatives.title')}</h2>
          {alternatives.map((one) => (
            <AlternativeCard c={c} one={one} nodes={nodes} />
          ))}
        </section>
      ) : null}
      {view.hasMatrix ? (
        <p>
          <ButtonLink kind="quiet" href={logframePaths.matrix(tree)}>
            {t('logframe.title')}
          </ButtonLink>
        </p>
      ) : null}
      <p class="small screen-only">
        <a href={diagnosisPaths.history(tree)}>{t('diagnoses.history')}</a>
      </p>
      <Kits view={view} />
    </TreeFrame>
  )
}

function Keeper({ view: { c, tree, keeps, nodes } }: { view: TreeView }) {
  const { t } = c.var
  if (!keeps) return null
  const { missingSolutions, withoutMirror } = worriesOf(nodes)
  return (
    <>
      {tree.publishedAt ? null : (
        <Notice t={t} title={t('diagnoses.draft')} children={<p>{t('diagnoses.draft-text')}</p>} />
      )}
      {missingSolutions.length + withoutMirror.length > 0 ? (
        <Notice t={t} kind="warning">
          {missingSolutions.length > 0 ? (
            <p>{t('diagnoses.warn.missing-count', { count: missingSolutions.length })}</p>
          ) : null}
          {withoutMirror.length > 0 ? <p>{t('diagnoses.warn.mirrors', { count: withoutMirror.length })}</p> : null}
        </Notice>
      ) : null}
      <Actions>
        <ButtonLink href={diagnosisPaths.desk(tree)}>{t('diagnoses.edit')}</ButtonLink>
        <ButtonLink kind="quiet" href={diagnosisPaths.alternatives(tree)}>
          {t('diagnoses.alternatives.weigh')}
        </ButtonLink>
        <ButtonLink kind="quiet" href={diagnosisPaths.createKit(tree)}>
          {t('diagnoses.kit.new')}
        </ButtonLink>
      </Actions>
    </>
  )
}

function Kits({ view: { c, tree, kits } }: { view: TreeView }) {
  const { t } = c.var
  if (kits.length === 0) return null
  return (
    <section aria-labelledby="kits">
      <h2 id="kits">{t('diagnoses.kit.title')}</h2>
      <ul>
        {kits.map((kit) => (
          <li>
            <a href={diagnosisPaths.kit(tree, kit.id)}>{kit.title}</a>
            {kit.publishedAt ? null : ` (${t('diagnoses.draft')})`}
          </li>
        ))}
      </ul>
    </section>
  )
}
