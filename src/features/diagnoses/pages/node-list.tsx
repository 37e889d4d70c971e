import type { Child } from 'hono/jsx'
import type { C } from '../../../platform/http/env.ts'
import { consultationPaths } from '../../consultations/paths.ts'
import type { Evidence } from '../evidence/queries.ts'
import { childrenOf, isMissingSolution, type ProblemTree, type Side, sideOf, type TreeNode } from '../model.ts'

type Props = {
  c: C
  nodes: readonly TreeNode[]
  /** What stands under a node: its evidence, its comments, the way to edit it. */
  below: (node: TreeNode) => Child
  /** Of its parts: 'h3' where the tree is a part of a page. */
  heading?: 'h2' | 'h3'
}

/** The whole tree in words, as nested lists: effects, problem, causes, each under what it hangs on. */
export function NodeList({ c, nodes, below, heading: Heading = 'h2' }: Props) {
  const { t } = c.var
  const central = nodes.find(({ kind }) => kind === 'central')
  if (!central) return null
  return (
    <div class="tree-list stack">
      {(['effect', 'central', 'cause'] as const).map((part) => (
        <section aria-labelledby={`part-${part}`}>
          <Heading id={`part-${part}`}>{t(`diagnoses.part.${part}`)}</Heading>
          {part === 'central' ? (
            <div class="tree-node central" id={`n-${central.id}`}>
              <NodeWords c={c} node={central} />
              {below(central)}
            </div>
          ) : (
            <Branch c={c} nodes={nodes} below={below} of={central} side={part} />
          )}
        </section>
      ))}
    </div>
  )
}

function Branch({ c, nodes, below, of, side }: Props & { of: TreeNode; side: Side }) {
  const children = childrenOf(nodes, of.id).filter(({ kind }) => sideOf(kind) === side)
  if (children.length === 0) {
    return of.kind === 'central' ? <p class="muted">{c.var.t(`diagnoses.none.${side}`)}</p> : null
  }
  return (
    <ol class="plain stack">
      {children.map((node) => (
        <li id={`n-${node.id}`}>
          <div class={`tree-node ${node.kind}`}>
            <NodeWords c={c} node={node} />
            {below(node)}
          </div>
          <Branch c={c} nodes={nodes} below={below} of={node} side={side} />
        </li>
      ))}
    </ol>
  )
}

export function NodeWords({ c, node }: { c: C; node: TreeNode }) {
  const { t } = c.var
  return (
    <>
      <p class="small muted">{t(`diagnoses.kind.${node.kind}`)}</p>
      <p class="tree-wording">{node.wording}</p>
      <p class="small">
        {node.mirror?.trim() ? t('diagnoses.mirror.is', { mirror: node.mirror }) : t('diagnoses.mirror.none')}
      </p>
      {isMissingSolution(node.wording) ? <p class="small tree-warning">{t('diagnoses.warn.missing')}</p> : null}
    </>
  )
}

/** What a node stands on: contributions that anybody can open, and sources. */
export function EvidenceOf({ c, tree, evidence }: { c: C; tree: ProblemTree; evidence: Evidence | undefined }) {
  const { t } = c.var
  const { contributions = [], count = 0, sources = [] } = evidence ?? {}
  if (count + sources.length === 0) return <p class="small muted">{t('diagnoses.evidence.none')}</p>
  return (
    <div class="small">
      {count > 0 ? (
        <p>
          {t('diagnoses.evidence.contributions', { count })}{' '}
          {contributions.map(({ folio, consultation, title }, index) => (
            <>
              {index > 0 ? ', ' : ''}
              <a href={consultationPaths.contribution({ space: tree.space, slug: consultation }, folio)} title={title}>
                {folio}
              </a>
            </>
          ))}
          {count > contributions.length
            ? ` ${t('diagnoses.evidence.more', { count: count - contributions.length })}`
            : null}
        </p>
      ) : null}
      {sources.length > 0 ? (
        <ul>
          {sources.map(({ title, url, figure }) => (
            <li>
              {url ? <a href={url}>{title}</a> : title}
              {figure ? `: ${figure}` : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
