import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { fieldsWith } from '../../../ui/form-back.tsx'
import { formatDate, formatDateTime } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { Receipt } from '../../../ui/Receipt.tsx'
import { holdingsAsTold } from '../model/holdings.ts'
import type { FolioAnswer, Received } from '../model/views.ts'
import { noticeVersion } from '../model.ts'
import { peoplePaths } from '../paths.ts'
import { privacyRequestKinds } from '../schema.ts'
import { entriesOf } from './form-errors.ts'
import { HoldingFacts } from './HeldList.tsx'

/** The notice is made from the same list that the download and the deletion work through. */
export function NoticePage({ c }: { c: C }) {
  const { t } = c.var
  return (
    <Page c={c} title={t('people.notice.title')} width="narrow" canonical={peoplePaths.notice}>
      <h1>{t('people.notice.title')}</h1>
      <p class="small muted">{t('people.notice.version', { version: noticeVersion })}</p>
      <p class="lead">{t('people.notice.lead')}</p>
      <h2>{t('people.notice.who')}</h2>
      <p>{t('people.notice.who.text')}</p>
      <h2>{t('people.notice.what')}</h2>
      {holdingsAsTold.map(({ id, stays }) => (
        <section>
          <h3>{t(`people.holding.${id}.what`)}</h3>
          <HoldingFacts t={t} id={id} stays={stays} />
        </section>
      ))}
      <h2>{t('people.notice.not')}</h2>
      <p>{t('people.notice.not.text')}</p>
      <h2>{t('people.notice.rights')}</h2>
      <p>{t('people.notice.rights.text')}</p>
      <ul>
        <li>
          <a href={peoplePaths.account}>{t('people.notice.rights.account')}</a>
        </li>
        <li>
          <a href={peoplePaths.privacyRequest}>{t('people.requests.title')}</a>
        </li>
        <li>
          <a href={peoplePaths.folios}>{t('people.folios.title')}</a>
        </li>
      </ul>
    </Page>
  )
}

type RequestProps = { c: C; typed?: Typed; errors?: FieldErrors }

export function PrivacyRequestPage({ c, typed = {}, errors = {} }: RequestProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  const options = privacyRequestKinds.map((kind) => ({ value: kind, label: t(`people.requests.kind.${kind}`) }))
  return (
    <Page c={c} title={t('people.requests.title')} width="narrow">
      <ErrorSummary t={t} errors={entriesOf(errors)} />
      <h1>{t('people.requests.title')}</h1>
      <p class="lead">{t('people.requests.lead')}</p>
      <p>
        {t('people.requests.account')} <a href={peoplePaths.account}>{t('people.notice.rights.account')}</a>
      </p>
      <form method="post" action={peoplePaths.privacyRequest} class="stack" novalidate>
        <Select
          {...field('kind')}
          label={t('people.requests.kind')}
          options={options}
          empty={t('people.choose')}
          required
        />
        <Field {...field('name')} label={t('people.requests.name')} autocomplete="name" maxlength={80} required />
        <Field
          {...field('email')}
          type="email"
          label={t('people.email')}
          hint={t('people.requests.email-hint')}
          autocomplete="email"
          required
        />
        <TextArea
          {...field('details')}
          label={t('people.requests.details')}
          hint={t('people.requests.details-hint')}
          maxlength={4000}
          required
        />
        <p class="small muted">{t('people.requests.notice')}</p>
        <Button>{t('people.requests.send')}</Button>
      </form>
    </Page>
  )
}

export function PrivacyRequestReceivedPage({ c, received }: { c: C; received: Received }) {
  const { t, context } = c.var
  return (
    <Page c={c} title={t('people.requests.received')} noindex width="narrow">
      <h1>{t('people.requests.received')}</h1>
      <Receipt
        t={t}
        title={t('people.requests.receipt')}
        folio={received.folio}
        at={formatDateTime(context.now, context.locale)}
        href={peoplePaths.folio(received.folio)}
      >
        <p>{t('people.requests.due', { date: formatDate(received.dueOn, context.locale) })}</p>
      </Receipt>
    </Page>
  )
}

type FolioProps = { c: C; typed: string; answer: FolioAnswer | null }

export function FolioPage({ c, typed, answer }: FolioProps) {
  const { t } = c.var
  return (
    <Page c={c} title={t('people.folios.title')} noindex width="narrow">
      <h1>{t('people.folios.title')}</h1>
      <form method="get" action={peoplePaths.folios} class="stack">
        <Field
          t={t}
          name="folio"
          label={t('ui.folio')}
          hint={t('people.folios.hint')}
          value={typed}
          spellcheck={false}
        />
        <Button kind="quiet">{t('people.folios.look')}</Button>
      </form>
      {typed === '' ? null : answer ? (
        <FolioFound c={c} answer={answer} />
      ) : (
        <p role="status">{t('people.folios.none')}</p>
      )}
    </Page>
  )
}

function FolioFound({ c, answer }: { c: C; answer: FolioAnswer }) {
  const { t, context } = c.var
  const at = formatDateTime(answer.at, context.locale)
  if (answer.kind === 'erasure') {
    return (
      <Receipt t={t} title={t('people.erased.receipt')} folio={answer.folio} at={at}>
        <ul>
          {holdingsAsTold.map(({ id }) => {
            const count = answer.removed[id]
            return count === undefined ? null : <li>{`${t(`people.holding.${id}.what`)}: ${count}`}</li>
          })}
        </ul>
      </Receipt>
    )
  }
  const answered = answer.answeredAt ? formatDateTime(answer.answeredAt, context.locale) : ''
  return (
    <Receipt t={t} title={t('people.requests.receipt')} folio={answer.folio} at={at}>
      <p>
        {answer.outcome
          ? `${t(`people.outcome.${answer.outcome as 'granted' | 'partly' | 'denied'}`)} ${answered}`
          : t('people.requests.due', { date: formatDate(answer.dueOn, context.locale) })}
      </p>
    </Receipt>
  )
}
