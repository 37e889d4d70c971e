import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Confirm } from '../../../ui/Details.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fieldsWith } from '../../../ui/form-back.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import type { Held, OwnRole, PasskeyRow, PersonRow } from '../model/views.ts'
import { peoplePaths } from '../paths.ts'
import { entriesOf } from './form-errors.ts'
import { HeldList } from './HeldList.tsx'
import { PasskeyButton } from './PasskeyButton.tsx'

export type Done = 'name' | 'email' | 'email-sent' | 'passkey'

type AccountProps = {
  c: C
  person: PersonRow
  held: Held[]
  passkeys: PasskeyRow[]
  roles: OwnRole[]
  /** Whether the pages of the whole installation are hers to open. */
  runsInstallation: boolean
  hasMailbox: boolean
  /** Mails of which nobody knows whether they arrived; null for whoever does not run the installation. */
  inDoubt: number | null
  done?: Done | undefined
  typed?: Typed
  errors?: FieldErrors
}

export function AccountPage(props: AccountProps) {
  const { c, person, held, done, typed = {}, errors = {} } = props
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  return (
    <Page c={c} title={t('people.account.title')} noindex width="narrow" islands={['passkey-button']}>
      <ErrorSummary t={t} errors={entriesOf(errors)} />
      <h1>{t('people.account.title')}</h1>
      {done ? (
        <Notice t={t} kind="success" live>
          <p>{t(`people.account.done.${done}`)}</p>
        </Notice>
      ) : null}
      <p class="lead">{t('people.account.lead')}</p>
      <OwnRoles {...props} />
      <Card title={t('people.account.correct')}>
        <div class="stack">
          <form method="post" action={peoplePaths.changeName} class="stack" novalidate>
            <Field
              {...field('name', person.name)}
              label={t('people.name')}
              hint={t('people.name.hint')}
              maxlength={80}
              required
            />
            <Button kind="quiet">{t('people.account.save-name')}</Button>
          </form>
          <form method="post" action={peoplePaths.changeEmail} class="stack" novalidate>
            <Field
              {...field('email', person.email)}
              type="email"
              label={t('people.email')}
              hint={t('people.account.email-hint')}
              spellcheck={false}
              required
            />
            <Button kind="quiet">{t('people.account.save-email')}</Button>
          </form>
        </div>
      </Card>
      <Passkeys c={c} passkeys={props.passkeys} />
      <p>
        <a href="/seguir/mis-avisos">{t('people.account.follows')}</a>
      </p>
      <Card title={t('people.account.held')}>
        <p>
          {t('people.account.held-lead')} <a href={peoplePaths.notice}>{t('people.notice.read')}</a>
        </p>
        <HeldList t={t} held={held} />
        <div class="actions">
          <ButtonLink href={peoplePaths.download} kind="quiet">
            {t('people.account.download')}
          </ButtonLink>
        </div>
      </Card>
      <Card title={t('people.account.leave')}>
        <div class="stack">
          <form method="post" action={peoplePaths.endSessions}>
            <p>{t('people.account.end-sessions.text')}</p>
            <Button kind="quiet">{t('people.account.end-sessions')}</Button>
          </form>
          <p>{t('people.account.erase.text')}</p>
          <p>
            <a href={peoplePaths.erase}>{t('people.account.erase')}</a>
          </p>
        </div>
      </Card>
    </Page>
  )
}

function OwnRoles({ c, roles, runsInstallation, hasMailbox, inDoubt }: AccountProps) {
  const { t } = c.var
  if (roles.length === 0) return null
  return (
    <Card title={t('people.account.roles')}>
      <ul>
        {roles.map(({ slug, space, role, organization }) => (
          <li>
            {t(`people.role.${role}`)}
            {organization ? ` (${organization})` : ''}: <a href={`/${slug}`}>{space}</a>
            {role === 'administrator' ? (
              <>
                {' · '}
                <a href={peoplePaths.roles(slug)}>{t('people.roles.title')}</a>
              </>
            ) : null}
          </li>
        ))}
        {runsInstallation && hasMailbox ? (
          <li>
            <a href={peoplePaths.mailbox}>{t('people.mailbox.title')}</a>
          </li>
        ) : null}
        {inDoubt !== null ? (
          <li>
            <a href={peoplePaths.doubtfulMails}>{t('people.doubt.title')}</a> ({inDoubt})
          </li>
        ) : null}
        {runsInstallation ? (
          <li>
            <a href={peoplePaths.privacyDesk}>{t('people.desk.title')}</a>
          </li>
        ) : null}
      </ul>
    </Card>
  )
}

function Passkeys({ c, passkeys }: { c: C; passkeys: PasskeyRow[] }) {
  const { t, context } = c.var
  return (
    <Card title={t('people.passkeys')}>
      <p>{t('people.passkeys.what')}</p>
      {passkeys.length === 0 ? <p class="muted">{t('people.passkeys.none')}</p> : null}
      {passkeys.length > 0 ? (
        <ul class="plain-list">
          {passkeys.map((passkey, index) => {
            const name = passkey.name ?? t('people.passkeys.number', { number: index + 1 })
            const since = passkey.created_at ? formatDateTime(passkey.created_at, context.locale) : ''
            return (
              <li>
                <p>
                  <strong>{name}</strong> <span class="small muted">{since}</span>
                </p>
                <Confirm summary={t('people.passkeys.remove', { name })}>
                  <form method="post" action={peoplePaths.removePasskey(passkey.id)}>
                    <p>{t('people.passkeys.remove.text')}</p>
                    <Button kind="danger">{t('people.passkeys.remove.sure')}</Button>
                  </form>
                </Confirm>
              </li>
            )
          })}
        </ul>
      ) : null}
      <div class="actions">
        <PasskeyButton t={t} mode="add" next={`${peoplePaths.account}?listo=passkey`} />
      </div>
    </Card>
  )
}

export function ConfirmEmailPage({ c, token }: { c: C; token: string }) {
  const { t } = c.var
  return (
    <Page c={c} title={t('people.email.confirm.title')} noindex width="narrow">
      <h1>{t('people.email.confirm.title')}</h1>
      <p class="lead">{t('people.email.confirm.text')}</p>
      <form method="post" action={peoplePaths.confirmEmail}>
        <input type="hidden" name="token" value={token} />
        <Button>{t('people.email.confirm.button')}</Button>
      </form>
    </Page>
  )
}
