import type { T } from '../../../platform/i18n.ts'
import { planPaths } from '../paths.ts'
import type { DeskName } from '../plan/policy.ts'

type In = Parameters<typeof planPaths.plan>[0]

/** Ways to the desks of a plan, for those who hold them; nothing for everybody else. */
export function DeskLinks({ t, plan, desks }: { t: T; plan: In & { title: string }; desks: readonly DeskName[] }) {
  if (desks.length === 0) return null
  return (
    <nav aria-label={t('desk.links', { plan: plan.title })}>
      <ul class="chips">
        {desks.map((desk) => (
          <li>
            <a class="chip" href={planPaths.desk(plan, desk)}>
              {t(`desk.${desk}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
