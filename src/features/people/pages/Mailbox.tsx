import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fieldsWith } from '../../../ui/form-back.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { KeptMail, OpenMail } from '../model/views.ts'
import { peoplePaths } from '../paths.ts'
import { entriesOf } from './form-errors.ts'

export function MailboxPage({ c, mails }: { c: C; mails: KeptMail[] }) {
  const { t, context } = c.var
  return (
    <Page c={c} title={t('people.mailbox.title')} noindex>
      <h1>{t('people.mailbox.title')}</h1>
      <Notice t={t} kind="warning">
        <p>{t('people.mailbox.why')}</p>
      </Notice>
      {mails.length === 0 ? (
        <EmptyState title={t('people.mailbox.none')} />
      ) : (
        <Table
          id="mails"
          caption={t('people.mailbox.caption')}
          rows={mails}
          columns={[
            {
              key: 'subject',
              label: t('people.mailbox.subject'),
              cell: (mail) => <a href={peoplePaths.mail(mail.id)}>{mail.subject}</a>,
            },
            { key: 'recipient', label: t('people.mailbox.recipient'), cell: (mail) => mail.recipient },
            {
              key: 'at',
              label: t('people.mailbox.at'),
              cell: (mail) => formatDateTime(mail.queuedAt, context.locale),
            },
          ]}
        />
      )}
    </Page>
  )
}

type MailProps = { c: C; mail: OpenMail; typed?: Typed; errors?: FieldErrors }

export function MailPage({ c, mail, typed = {}, errors = {} }: MailProps) {
  const { t, context } = c.var
  const field = fieldsWith(t, { typed, errors })
  const crumbs = [{ label: t('people.mailbox.title'), href: peoplePaths.mailbox }, { label: mail.subject }]
  return (
    <Page c={c} title={mail.subject} noindex width="narrow" crumbs={crumbs}>
      <ErrorSummary t={t} errors={entriesOf(errors)} />
      <h1>{mail.subject}</h1>
      <DescriptionList
        items={[
          { term: t('people.mailbox.recipient'), value: mail.recipient },
          { term: t('people.mailbox.at'), value: formatDateTime(mail.queuedAt, context.locale) },
        ]}
      />
      <pre class="letter">{mail.text}</pre>
      {mail.hidesLink ? (
        <Card title={t('people.mailbox.disclose')}>
          <p>{t('people.mailbox.disclose.text')}</p>
          <form method="post" action={peoplePaths.discloseMail(mail.id)} class="stack" novalidate>
            <Field {...field('reason')} label={t('people.roles.reason')} maxlength={500} required />
            <Button kind="danger">{t('people.mailbox.disclose.button')}</Button>
          </form>
        </Card>
      ) : null}
    </Page>
  )
}
