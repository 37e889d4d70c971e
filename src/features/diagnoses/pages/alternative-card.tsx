import type { C } from '../../../platform/http/env.ts'
import { Status } from '../../../ui/Status.tsx'
import { Table } from '../../../ui/Table.tsx'
import { type Alternative, criteria, mostPoints, pointsOf, unscored } from '../alternatives/model.ts'
import type { TreeNode } from '../model.ts'

type CardProps = { c: C; one: Alternative; nodes: readonly TreeNode[] }

/** An alternative for everybody: which causes it answers to, the six criteria with their arguments, and what was decided. */
export function AlternativeCard({ c, one, nodes }: CardProps) {
  const { t } = c.var
  const means = nodes.filter(({ id }) => one.nodeIds.includes(id))
  return (
    <article class="card stack" id={`alternativa-${one.number}`}>
      <h3 class="card-title small">
        {one.number}. {one.wording}
      </h3>
      <p>
        <DecisionMark c={c} one={one} />
      </p>
      <ul class="small">
        {means.map((node) => (
          <li>{node.mirror?.trim() || node.wording}</li>
        ))}
      </ul>
      {unscored(one).length === 0 ? (
        <Table
          id={`criterios-${one.number}`}
          caption={t('diagnoses.alternatives.points', { points: pointsOf(one), most: mostPoints })}
          stacked
          columns={[
            { key: 'criterion', label: t('diagnoses.criterion'), cell: (key) => t(`diagnoses.criterion.${key}`) },
            { key: 'points', label: t('diagnoses.points'), numeric: true, cell: (key) => one.scores[key]?.points },
            { key: 'why', label: t('diagnoses.why'), cell: (key) => one.scores[key]?.why },
          ]}
          rows={criteria}
        />
      ) : null}
    </article>
  )
}

function DecisionMark({ c, one }: { c: C; one: Alternative }) {
  const { t } = c.var
  if (one.isSelected === null) return <Status kind="not-started" word={t('diagnoses.alternatives.open')} />
  const why = one.reason ?? undefined
  return one.isSelected ? (
    <Status kind="done" word={t('diagnoses.alternatives.selected')} why={why} />
  ) : (
    <Status kind="paused" word={t('diagnoses.alternatives.aside')} why={why} />
  )
}
