import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fieldsWith } from '../../../ui/form-back.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import { peoplePaths } from '../paths.ts'
import { entriesOf } from './form-errors.ts'
import { PasskeyButton } from './PasskeyButton.tsx'

type SignInProps = {
  c: C
  returnTo: string
  oidcName: string | null
  hasFailed?: boolean
  typed?: Typed
  errors?: FieldErrors
}

export function SignInPage({ c, returnTo, oidcName, hasFailed, typed = {}, errors = {} }: SignInProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  return (
    <Page c={c} title={t('people.sign-in.title')} noindex width="narrow" islands={['passkey-button']}>
      <ErrorSummary t={t} errors={entriesOf(errors)} />
      <h1>{t('people.sign-in.title')}</h1>
      {hasFailed ? (
        <Notice t={t} kind="error" live>
          <p>{t('people.oidc.failed')}</p>
        </Notice>
      ) : null}
      <p class="lead">{t('people.sign-in.lead')}</p>
      <form method="post" action={peoplePaths.signIn()} class="stack" novalidate>
        <input type="hidden" name="returnTo" value={returnTo} />
        <Field
          {...field('email')}
          type="email"
          label={t('people.email')}
          hint={t('people.sign-in.hint')}
          autocomplete="email"
          spellcheck={false}
          required
        />
        <ShortNotice c={c} />
        <Button>{t('people.sign-in.send')}</Button>
      </form>
      <h2>{t('people.sign-in.other')}</h2>
      <div class="stack">
        <PasskeyButton t={t} mode="enter" next={peoplePaths.welcome(returnTo)} />
        {oidcName ? (
          <form method="post" action={peoplePaths.signInOidc}>
            <input type="hidden" name="returnTo" value={returnTo} />
            <Button kind="quiet">{t('people.oidc.button', { name: oidcName })}</Button>
          </form>
        ) : null}
      </div>
    </Page>
  )
}

/** The simplified notice: shown before anything is asked for. */
export function ShortNotice({ c }: { c: C }) {
  const { t } = c.var
  return (
    <p class="small muted">
      {t('people.notice.short')} <a href={peoplePaths.notice}>{t('people.notice.read')}</a>
    </p>
  )
}

/** Known address or not, this same page. */
export function LinkSentPage({ c }: { c: C }) {
  const { t } = c.var
  return (
    <Page c={c} title={t('people.sent.title')} noindex width="narrow">
      <h1>{t('people.sent.title')}</h1>
      <Notice t={t} kind="success" live>
        <p>{t('people.sent.text')}</p>
      </Notice>
      <p>{t('people.sent.hint')}</p>
      <p>
        <a href={peoplePaths.signIn()}>{t('people.sent.again')}</a>
      </p>
    </Page>
  )
}

/** A mail scanner may fetch this page as often as it likes: only pressing the button uses the link. */
export function OpenLinkPage({ c, token, returnTo, email }: { c: C; token: string; returnTo: string; email: string }) {
  const { t } = c.var
  return (
    <Page c={c} title={t('people.link.title')} noindex width="narrow">
      <h1>{t('people.link.title')}</h1>
      <p class="lead">{t('people.link.who', { email })}</p>
      <form method="post" action={peoplePaths.signInLink} class="stack">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="returnTo" value={returnTo} />
        <Button kind="accent">{t('people.link.enter')}</Button>
      </form>
    </Page>
  )
}

export function SpentLinkPage({ c, again }: { c: C; again: string }) {
  const { t } = c.var
  return (
    <Page c={c} title={t('people.link.spent.title')} noindex width="narrow">
      <h1>{t('people.link.spent.title')}</h1>
      <p class="lead">{t('people.link.spent')}</p>
      <p>
        <a href={again}>{t('people.sent.again')}</a>
      </p>
    </Page>
  )
}

/** A form may not lead to another site (form-action 'self'): this page does, by itself or by its link. */
export function LeavingPage({ c, name, url }: { c: C; name: string; url: string }) {
  const { t } = c.var
  return (
    <Page c={c} title={t('people.oidc.leaving.title', { name })} noindex width="narrow">
      <h1>{t('people.oidc.leaving.title', { name })}</h1>
      <p class="lead">{t('people.oidc.leaving.text', { name })}</p>
      <p>
        <a class="button" href={url} rel="noreferrer">
          {t('people.oidc.leaving.go', { name })}
        </a>
      </p>
    </Page>
  )
}
