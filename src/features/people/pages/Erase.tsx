import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors } from '../../../platform/http/form.ts'
import { Actions, Button, ButtonLink } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Choices.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { Receipt } from '../../../ui/Receipt.tsx'
import type { Held } from '../model/views.ts'
import { peoplePaths } from '../paths.ts'
import { entriesOf } from './form-errors.ts'

/** The summary before the step that cannot be undone. */
export function ErasePage({ c, held, errors = {} }: { c: C; held: Held[]; errors?: FieldErrors }) {
  const { t } = c.var
  const line = ({ id, rows }: Held) => <li>{`${t(`people.holding.${id}.what`)}: ${rows.length}`}</li>
  return (
    <Page c={c} title={t('people.erase.title')} noindex width="narrow">
      <ErrorSummary t={t} errors={entriesOf(errors)} />
      <h1>{t('people.erase.title')}</h1>
      <p class="lead">{t('people.erase.lead')}</p>
      <h2>{t('people.erase.goes')}</h2>
      <ul>{held.filter((place) => !place.staysAfterErasure).map(line)}</ul>
      <h2>{t('people.erase.stays')}</h2>
      <p>{t('people.erase.stays.text')}</p>
      <ul>{held.filter((place) => place.staysAfterErasure).map(line)}</ul>
      <p>
        <a href={peoplePaths.download}>{t('people.account.download')}</a>
      </p>
      <form method="post" action={peoplePaths.erase} class="stack" novalidate>
        <Checkbox t={t} name="sure" label={t('people.erase.sure')} error={errors.sure} required />
        <Actions>
          <Button kind="danger">{t('people.erase.button')}</Button>
          <ButtonLink href={peoplePaths.account} kind="quiet">
            {t('ui.confirm.cancel')}
          </ButtonLink>
        </Actions>
      </form>
    </Page>
  )
}

export function ErasedPage({ c, folio }: { c: C; folio: string }) {
  const { t, context } = c.var
  return (
    <Page c={c} title={t('people.erased.title')} noindex width="narrow">
      <h1>{t('people.erased.title')}</h1>
      <Receipt
        t={t}
        title={t('people.erased.receipt')}
        folio={folio}
        at={formatDateTime(context.now, context.locale)}
        href={peoplePaths.folio(folio)}
      >
        <p>{t('people.erased.text')}</p>
      </Receipt>
    </Page>
  )
}
