import type { C } from '../../../../platform/http/env.ts'
import { Actions, ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { DescriptionList } from '../../../../ui/DescriptionList.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { formatDate, formatDateTime } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { Page } from '../../../../ui/Page.tsx'
import { Timeline } from '../../../../ui/Timeline.tsx'
import { spaceFrame } from '../../../spaces/pages/space-frame.tsx'
import type { Change } from '../../differences/model.ts'
import { commitmentPaths, planPaths } from '../../paths.ts'
import type { Plan } from '../../plan/model.ts'
import type { Version } from '../../versions/model.ts'
import type { EditedCommitment } from '../edit-frame/edit-frame.tsx'
import { ChangeList } from './change-list.tsx'

type Props = { c: C; plan: Plan; commitment: EditedCommitment }

function frameOf({ c, plan, commitment }: Props, title: string, list: boolean) {
  return spaceFrame(c.var.t, plan.space, 'home', [
    { label: plan.title, href: planPaths.plan(plan) },
    { label: commitment.number, href: commitmentPaths.commitment(plan, commitment.key) },
    ...(list ? [] : [{ label: c.var.t('commitment.tab.versions'), href: versionsPath(plan, commitment.key) }]),
    { label: title },
  ])
}

export function versionsPath(plan: Plan, key: string): string {
  return `${commitmentPaths.commitment(plan, key)}/versiones`
}

type VersionsPageProps = Props & { versions: readonly (Version & { changes: readonly Change[] })[] }

/** Every version of a commitment, newest first. */
export function VersionsPage({ versions, ...props }: VersionsPageProps) {
  const { c, plan, commitment } = props
  const { t, context } = c.var
  const title = t('commitment.version.list', { number: commitment.number })
  return (
    <Page c={c} title={title} {...frameOf(props, title, true)} changedAt={versions[0]?.at} twins={['json']}>
      <h1>{title}</h1>
      <p class="lead">{commitment.title}</p>
      <p>{t('commitment.version.lead')}</p>
      {versions.length === 0 ? <EmptyState title={t('commitment.version.none')} /> : null}
      <Timeline
        items={versions.map((version) => ({
          title: (
            <a href={commitmentPaths.version(plan, commitment.key, version.number)}>
              {t('commitment.version.row', { version: version.number })}
            </a>
          ),
          text: (
            <>
              <p>{version.reason}</p>
              {version.number > 1 ? (
                <p class="muted">{t('commitment.version.count', { count: version.changes.length })}</p>
              ) : null}
            </>
          ),
          when: formatDateTime(version.at, context.locale, plan.timeZone),
          datetime: version.at.toISOString(),
        }))}
      />
    </Page>
  )
}

type VersionPageProps = Props & {
  version: Version
  previous: Version | null
  newest: number
  changes: readonly Change[]
  author: string
  sent: string | null
}

/** One version: why the promise changed, who approved it, and the difference from the one before. */
export function VersionPage({ version, previous, newest, changes, author, sent, ...props }: VersionPageProps) {
  const { c, plan, commitment } = props
  const { t, context } = c.var
  const title = t('commitment.version.title', { version: version.number, number: commitment.number })
  return (
    <Page
      c={c}
      title={title}
      {...frameOf(props, title, false)}
      changedAt={version.at}
      islands={sent ? ['draft-keeper'] : []}
    >
      {sent ? (
        <div data-draft-sent={sent}>
          <Notice t={t} kind="success" live>
            <p>{t('commitment.edit.saved')}</p>
          </Notice>
        </div>
      ) : null}
      <h1>{title}</h1>
      <p class="lead">{version.document.title}</p>
      <DescriptionList items={factsOf(c, plan, version, author)} />
      {previous ? (
        <Card title={t('commitment.version.changes', { version: previous.number })}>
          <ChangeList t={t} locale={context.locale} changes={changes} />
        </Card>
      ) : (
        <p>{t('commitment.version.first')}</p>
      )}
      <Actions>
        {previous ? (
          <ButtonLink href={commitmentPaths.version(plan, commitment.key, previous.number)} kind="quiet">
            {t('commitment.version.older')}
          </ButtonLink>
        ) : null}
        {version.number < newest ? (
          <ButtonLink href={commitmentPaths.version(plan, commitment.key, version.number + 1)} kind="quiet">
            {t('commitment.version.newer')}
          </ButtonLink>
        ) : null}
      </Actions>
    </Page>
  )
}

function factsOf(c: C, plan: Plan, version: Version, author: string) {
  const { t, context } = c.var
  const unsaid = t('commitment.version.unsaid')
  return [
    { term: t('commitment.version.reason'), value: version.reason || unsaid },
    { term: t('commitment.version.approved'), value: version.approvedBy ?? unsaid },
    ...(version.approvedOn
      ? [{ term: t('commitment.version.approved-on'), value: formatDate(version.approvedOn, context.locale) }]
      : []),
    ...(version.approvalUrl
      ? [{ term: t('commitment.version.minutes'), value: <a href={version.approvalUrl}>{version.approvalUrl}</a> }]
      : []),
    { term: t('commitment.version.author'), value: author },
    { term: t('commitment.version.at'), value: formatDateTime(version.at, context.locale, plan.timeZone) },
  ]
}
