import type { C } from '../../../platform/http/env.ts'
import { Details } from '../../../ui/Details.tsx'
import { TreeDrawing } from '../drawing/svg.tsx'
import { type NodeFacts, type ProblemTree, sideOf } from '../model.ts'
import { diagnosisPaths } from '../paths.ts'

export type Which = 'problemas' | 'objetivos'

/** What a box says: the problem, or what it is once solved. */
export function wordsIn(c: C, which: Which): (node: NodeFacts) => string {
  if (which === 'problemas') return ({ wording }) => wording
  return ({ mirror }) => mirror?.trim() || c.var.t('diagnoses.mirror.none')
}

export function titleOfDrawing(c: C, tree: Pick<ProblemTree, 'title'>, which: Which): string {
  return c.var.t(`diagnoses.drawing.${which}`, { title: tree.title })
}

/** How many boxes stand where, and that the list holds the same words. */
export function descriptionOf(c: C, nodes: readonly NodeFacts[]): string {
  const count = (side: 'cause' | 'effect') => nodes.filter(({ kind }) => sideOf(kind) === side).length
  return c.var.t('diagnoses.drawing.description', { causes: count('cause'), effects: count('effect') })
}

/** Both trees drawn, each with its files. Wider than a phone: moved sideways there, and read in the list below. */
export function Drawings({ c, tree, nodes }: { c: C; tree: ProblemTree; nodes: readonly NodeFacts[] }) {
  return (
    <>
      <Drawing c={c} tree={tree} nodes={nodes} which="problemas" />
      <Details summary={c.var.t('diagnoses.drawing.show-objectives')}>
        <Drawing c={c} tree={tree} nodes={nodes} which="objetivos" />
      </Details>
    </>
  )
}

type DrawingProps = { c: C; tree: ProblemTree; nodes: readonly NodeFacts[]; which: Which }

export function Drawing({ c, tree, nodes, which }: DrawingProps) {
  const { t } = c.var
  const title = titleOfDrawing(c, tree, which)
  return (
    <figure class="tree-figure">
      <section class="tree-scroll" aria-label={title} tabindex={0}>
        <TreeDrawing
          {...{ id: which, title, nodes, description: descriptionOf(c, nodes) }}
          wordsOf={wordsIn(c, which)}
        />
      </section>
      <figcaption class="small muted">
        {t('diagnoses.drawing.hint')}{' '}
        <span class="screen-only">
          <a href={diagnosisPaths.drawing(tree, which, 'svg')}>{t('diagnoses.drawing.svg')}</a> ·{' '}
          <a href={diagnosisPaths.drawing(tree, which, 'png')}>{t('diagnoses.drawing.png')}</a>
        </span>
      </figcaption>
    </figure>
  )
}
