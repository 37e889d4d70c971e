import type { C } from '../../../platform/http/env.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import type { DoubtfulMail } from '../model/views.ts'
import { peoplePaths } from '../paths.ts'

export function DoubtfulMailsPage({ c, mails }: { c: C; mails: DoubtfulMail[] }) {
  const { t } = c.var
  return (
    <Page c={c} title={t('people.doubt.title')} noindex>
      <h1>{t('people.doubt.title')}</h1>
      <p class="lead">{t('people.doubt.lead')}</p>
      <p>{t('people.doubt.how')}</p>
      {mails.length === 0 ? <EmptyState title={t('people.doubt.none')} /> : null}
      {mails.map((mail) => (
        <DoubtfulCard c={c} mail={mail} />
      ))}
    </Page>
  )
}

function DoubtfulCard({ c, mail }: { c: C; mail: DoubtfulMail }) {
  const { t, context } = c.var
  return (
    <Card title={mail.subject}>
      <DescriptionList
        items={[
          { term: t('people.mailbox.recipient'), value: mail.recipient },
          { term: t('people.doubt.handed'), value: formatDateTime(mail.handedAt, context.locale) },
          { term: t('people.doubt.id'), value: <code>{`<${mail.id}@tequio>`}</code> },
          { term: t('people.doubt.why'), value: t(mail.lastError ? 'people.doubt.broken' : 'people.doubt.stopped') },
        ]}
      />
      <div class="actions">
        <form method="post" action={peoplePaths.takeAsSent(mail.id)}>
          <Button kind="quiet">{t('people.doubt.take-as-sent')}</Button>
        </form>
        <form method="post" action={peoplePaths.sendAgain(mail.id)}>
          <Button kind="quiet">{t('people.doubt.send-again')}</Button>
        </form>
      </div>
    </Card>
  )
}
