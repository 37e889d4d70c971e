import type { Child } from 'hono/jsx'
import type { C } from '../../../../platform/http/env.ts'
import { Chips } from '../../../../ui/Chips.tsx'
import { formatDate } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { Page } from '../../../../ui/Page.tsx'
import { spaceFrame } from '../../../spaces/pages/space-frame.tsx'
import { commitmentPaths, planPaths } from '../../paths.ts'
import { type Plan, standingPause } from '../../plan/model.ts'

export type EditedCommitment = { key: string; number: string; title: string }

type EditFrameProps = {
  c: C
  plan: Plan
  title: string
  /** Null while the commitment does not exist yet. */
  commitment: EditedCommitment | null
  tab: 'text' | 'roadmap' | 'part' | null
  /** Address of the form whose draft may be forgotten, after it was saved. */
  sent?: string | null
  children: Child
}

/** A page on which a commitment is written: where one is, its two parts, and that the last form was saved. */
export function EditFrame({ c, plan, title, commitment, tab, sent, children }: EditFrameProps) {
  const { t } = c.var
  const frame = spaceFrame(t, plan.space, 'home', [
    { label: plan.title, href: planPaths.plan(plan) },
    ...(commitment ? [{ label: commitment.number, href: commitmentPaths.commitment(plan, commitment.key) }] : []),
    { label: title },
  ])
  return (
    <Page c={c} title={title} {...frame} islands={['draft-keeper']} noindex banners={<Banner c={c} plan={plan} />}>
      {sent ? (
        <div data-draft-sent={sent}>
          <Notice t={t} kind="success" live>
            <p>{t('commitment.edit.saved')}</p>
          </Notice>
        </div>
      ) : null}
      <h1>{title}</h1>
      {commitment ? <p class="lead">{commitment.title}</p> : null}
      {commitment ? <Tabs c={c} plan={plan} commitment={commitment} tab={tab} /> : null}
      {children}
    </Page>
  )
}

/** A paused plan says so on the pages on which it is written, too. */
function Banner({ c, plan }: { c: C; plan: Plan }) {
  const { t, context } = c.var
  const pause = standingPause(plan.pauses, null)
  if (!pause) return null
  const date = formatDate(pause.since, context.locale)
  return (
    <Notice t={t} kind="warning">
      <p>
        {t('plan.pauses.notice', { kind: pause.kind, date, party: pause.party })} {pause.reason}
      </p>
    </Notice>
  )
}

function Tabs({
  c,
  plan,
  commitment,
  tab,
}: {
  c: C
  plan: Plan
  commitment: EditedCommitment
  tab: EditFrameProps['tab']
}) {
  const { t } = c.var
  const { key } = commitment
  return (
    <Chips
      label={t('commitment.edit.tabs')}
      items={[
        { href: commitmentPaths.edit(plan, key), label: t('commitment.tab.text'), current: tab === 'text' },
        { href: commitmentPaths.roadmap(plan, key), label: t('commitment.tab.roadmap'), current: tab === 'roadmap' },
        { href: commitmentPaths.commitment(plan, key), label: t('commitment.tab.public') },
        ...(plan.publication
          ? [{ href: `${commitmentPaths.commitment(plan, key)}/versiones`, label: t('commitment.tab.versions') }]
          : []),
      ]}
    />
  )
}
