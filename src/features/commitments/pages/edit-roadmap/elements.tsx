import type { T } from '../../../../platform/i18n.ts'
import { Card } from '../../../../ui/Card.tsx'
import { Status } from '../../../../ui/Status.tsx'
import { elementsOf, type RoadmapElement, roadmapElements } from '../../completeness/model.ts'
import { hrefOf } from '../../editing/places.ts'
import type { CommitmentDocument } from '../../model.ts'
import type { Plan } from '../../plan/model.ts'

/** The eight minimum elements of a roadmap: which are there, and where the others are written. */
export function Elements({ t, plan, document }: { t: T; plan: Plan; document: CommitmentDocument }) {
  const present = elementsOf(document)
  return (
    <Card title={t('commitment.roadmap.elements')} size="small">
      <ul class="plain-list">
        {roadmapElements.map((element) => (
          <li>
            <a href={placeOf(plan, document.key, element)}>{t(`commitment.element.${element}`)}</a>{' '}
            {present[element] ? (
              <Status kind="done" word={t('commitment.roadmap.present')} />
            ) : (
              <Status kind="not-started" word={t('commitment.roadmap.absent')} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function placeOf(plan: Plan, key: string, element: RoadmapElement): string {
  const page = element === 'coResponsible' ? 'text' : 'roadmap'
  return hrefOf(plan, key, { page, field: element })
}
