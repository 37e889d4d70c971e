import type { C } from '../../../platform/http/env.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import type { OwnFollow } from '../follows/queries.ts'
import { followPaths } from '../paths.ts'

type OwnProps = {
  c: C /** Null: what a browser follows. */
  email: string | null
  token: string
  follows: readonly OwnFollow[]
  isDone: boolean
}

/** What an address follows, and how to change or leave each. */
export function OwnPage({ c, email, token, follows, isDone }: OwnProps) {
  const { t } = c.var
  const title = t(email === null ? 'follow.own.title.browser' : 'follow.own.title')
  return (
    <Page c={c} title={title} noindex width="narrow">
      <h1>{title}</h1>
      {isDone ? (
        <Notice t={t} kind="success" live>
          <p>{t('follow.own.done')}</p>
        </Notice>
      ) : null}
      <p class="lead">{email === null ? t('follow.own.lead.browser') : t('follow.own.lead', { email })}</p>
      {follows.length === 0 ? <EmptyState title={t('follow.own.none')} /> : null}
      {follows.map((follow) => (
        <One c={c} token={token} follow={follow} isMail={email !== null} />
      ))}
    </Page>
  )
}

function One({ c, token, follow, isMail }: { c: C; token: string; follow: OwnFollow; isMail: boolean }) {
  const { t } = c.var
  const { subject, cadence } = follow
  const other = cadence === 'weekly' ? 'at-once' : 'weekly'
  const title = subject?.title ?? t('follow.own.gone')
  return (
    <Card title={subject ? <a href={subject.path}>{title}</a> : title} size="small">
      {isMail ? <p>{t(`follow.cadence.${cadence}`)}</p> : null}
      <form method="post" action={followPaths.own} class="actions">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="id" value={follow.id} />
        {isMail ? (
          <Button kind="quiet" name="act" value={other}>
            {t(`follow.own.to.${other}`)}
            <span class="visually-hidden">: {title}</span>
          </Button>
        ) : null}
        <Button kind="quiet" name="act" value="leave">
          {t('follow.own.leave')}
          <span class="visually-hidden">: {title}</span>
        </Button>
      </form>
    </Card>
  )
}
