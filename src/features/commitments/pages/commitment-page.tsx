import type { C } from '../../../platform/http/env.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { FollowLink } from '../../../ui/FollowLink.tsx'
import { formatDate } from '../../../ui/format.ts'
import { PageHeader } from '../../../ui/Header.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Status } from '../../../ui/Status.tsx'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import { commitmentPaths, planPaths } from '../paths.ts'
import { standingPause } from '../plan/model.ts'
import { AlignmentCard } from './alignment-card.tsx'
import { AssessmentsCard } from './assessments-card.tsx'
import type { CommitmentView } from './commitment-view.ts'
import { ElementsCard } from './elements-card.tsx'
import { HistoryCard } from './history-card.tsx'
import { IndicatorsCard } from './indicators-card.tsx'
import { RoadmapCard } from './roadmap-card.tsx'
import { SaidCard } from './said-card.tsx'
import { SourcesCard } from './sources-card.tsx'
import { WhyCard } from './why-card.tsx'

/** Everything about one promise: what it is, who says what of it, its roadmap, why it exists and what happened to it. */
export function CommitmentPage({ c, view }: { c: C; view: CommitmentView }) {
  const { t, context } = c.var
  const { plan, stored, said } = view
  const commitment = stored.document
  const number = t('public.number', { number: commitment.number })
  return (
    <Page
      c={c}
      {...spaceFrame(t, plan.space, 'board', [
        { label: plan.title, href: planPaths.plan(plan) },
        { label: t('board.title'), href: planPaths.board(plan) },
        { label: number },
      ])}
      title={commitment.title}
      description={commitment.summary ?? commitment.expectedResults ?? commitment.title}
      canonical={commitmentPaths.commitment(plan, commitment.key)}
      changedAt={stored.updatedAt}
      twins={['json', 'atom', 'ics']}
      banners={<PauseBanner c={c} view={view} />}
    >
      <PageHeader
        title={
          commitment.language === context.locale ? (
            commitment.title
          ) : (
            <span lang={commitment.language}>{commitment.title}</span>
          )
        }
        status={
          <>
            <Status {...said.status} /> <span class="muted">{number}</span>
          </>
        }
        lead={commitment.summary ?? undefined}
        actions={
          view.canEdit ? (
            <ButtonLink href={commitmentPaths.edit(plan, commitment.key)} kind="quiet">
              {t('public.edit')}
            </ButtonLink>
          ) : undefined
        }
      />
      <SaidCard c={c} said={said} />
      <div class="with-aside">
        <div class="stack">
          <ElementsCard c={c} view={view} />
          <RoadmapCard c={c} view={view} />
          {view.panels.map((panel) => panel.main)}
          <IndicatorsCard c={c} commitment={commitment} />
          <WhyCard c={c} commitment={commitment} />
          <AlignmentCard c={c} view={view} />
          <AssessmentsCard c={c} commitment={commitment} />
        </div>
        <aside class="stack">
          {plan.publication ? <FollowLink t={t} type="commitment" id={stored.id} /> : null}
          {view.panels.map((panel) => panel.aside)}
          <HistoryCard c={c} view={view} />
          <SourcesCard c={c} commitment={commitment} />
        </aside>
      </div>
    </Page>
  )
}

function PauseBanner({ c, view: { plan, stored } }: { c: C; view: CommitmentView }) {
  const { t, context } = c.var
  const pause = standingPause(plan.pauses, stored.id)
  if (!pause) return null
  const date = formatDate(pause.since, context.locale)
  const title =
    pause.commitmentId === null
      ? t(`board.banner.${pause.kind}`, { date })
      : t(`board.banner.commitment.${pause.kind}`, { date })
  return (
    <Notice t={t} kind="warning" title={title}>
      <p>{t('board.banner.text', { party: pause.party, reason: pause.reason })}</p>
    </Notice>
  )
}
