import type { T } from '../../../platform/i18n.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { commitmentPaths, planPaths } from '../../commitments/paths.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { adoptionPath } from '../adoption/paths.ts'
import { countErrors, type Judgement } from '../model.ts'

type Next = { text: string; href: string | null; action: string | null }

/** The next thing to do with a plan. */
function nextOf(t: T, plan: Plan, judgement: Judgement): Next {
  if (plan.publication) return { text: t('plan.desk.next.published'), href: null, action: null }
  if (judgement.commitments.length === 0) {
    return {
      text: t('plan.desk.next.commitments'),
      href: commitmentPaths.create(plan),
      action: t('plan.commitments.add'),
    }
  }
  const errors = countErrors(judgement)
  const ofPlan = countErrors({ ...judgement, commitments: [] })
  const commitments = judgement.commitments.filter(({ faults }) =>
    faults.some((fault) => fault.severity === 'error'),
  ).length
  const publication = { href: planPaths.publication(plan), action: t('plan.desk.publication') }
  if (commitments > 0)
    return { text: t('plan.desk.next.complete', { count: errors - ofPlan, commitments }), ...publication }
  if (ofPlan > 0) return { text: t('plan.desk.next.plan'), href: planPaths.edit(plan), action: t('plan.desk.edit') }
  return { text: t('plan.desk.next.publish'), ...publication }
}

/** For whoever writes the plan: what comes next, and everything one can do with it. */
export function Desk({ t, plan, judgement }: { t: T; plan: Plan; judgement: Judgement }) {
  const next = nextOf(t, plan, judgement)
  const links = [
    { href: commitmentPaths.create(plan), label: t('plan.commitments.add') },
    { href: planPaths.imports(plan), label: t('plan.desk.import') },
    { href: `${planPaths.plan(plan)}/hoja`, label: t('plan.desk.sheet') },
    { href: adoptionPath(plan), label: t('plan.desk.adoption') },
    { href: planPaths.edit(plan), label: t('plan.desk.edit') },
    { href: planPaths.documents(plan), label: t('plan.desk.documents') },
    { href: planPaths.publication(plan), label: t('plan.desk.publication') },
    { href: planPaths.pauses(plan), label: t('plan.desk.pauses') },
    { href: `/${plan.space.slug}/organizaciones`, label: t('plan.desk.organizations') },
  ]
  return (
    <Card title={t('plan.desk.title')} tone="on-time">
      <div class="stack">
        <p>{next.text}</p>
        {next.href && next.action ? (
          <p>
            <ButtonLink href={next.href}>{next.action}</ButtonLink>
          </p>
        ) : null}
        <nav aria-label={t('plan.desk.links')}>
          <ul class="chips">
            {links.map((link) => (
              <li>
                <a class="chip" href={link.href}>
                  {link.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </Card>
  )
}
