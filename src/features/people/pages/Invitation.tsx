import type { C } from '../../../platform/http/env.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import type { InvitationSeen } from '../model/views.ts'
import { maskedEmail } from '../model.ts'
import { peoplePaths } from '../paths.ts'

type InvitationProps = {
  c: C
  token: string
  invitation: InvitationSeen
  /** The address of whoever is signed in. */
  email: string | null
}

export function InvitationPage({ c, token, invitation, email }: InvitationProps) {
  const { t } = c.var
  return (
    <Page c={c} title={t('people.invitation.title')} noindex width="narrow">
      <h1>{t('people.invitation.title')}</h1>
      <DescriptionList
        items={[
          { term: t('people.roles.space'), value: invitation.space },
          { term: t('people.roles.role'), value: t(`people.role.${invitation.role}`) },
          ...(invitation.organization
            ? [{ term: t('people.roles.organization'), value: invitation.organization }]
            : []),
        ]}
      />
      <p>{t(`people.role.${invitation.role}.does`)}</p>
      <NextStep c={c} token={token} invitation={invitation} email={email} />
    </Page>
  )
}

function NextStep({ c, token, invitation, email }: InvitationProps) {
  const { t } = c.var
  const here = `${peoplePaths.invitation}?token=${encodeURIComponent(token)}`
  const address = maskedEmail(invitation.email)
  if (invitation.state !== 'open') {
    return (
      <Notice t={t} kind="warning">
        <p>{t(`people.invitation.${invitation.state}`)}</p>
      </Notice>
    )
  }
  if (email === null) {
    return (
      <>
        <p>{t('people.invitation.sign-in', { email: address })}</p>
        <ButtonLink href={peoplePaths.signIn(here)}>{t('ui.signIn')}</ButtonLink>
      </>
    )
  }
  if (email !== invitation.email) {
    return (
      <>
        <Notice t={t} kind="warning">
          <p>{t('people.invitation.other-address', { email: address })}</p>
        </Notice>
        <form method="post" action={peoplePaths.signOut}>
          <input type="hidden" name="returnTo" value={here} />
          <Button kind="quiet">{t('ui.signOut')}</Button>
        </form>
      </>
    )
  }
  return (
    <form method="post" action={peoplePaths.invitation}>
      <input type="hidden" name="token" value={token} />
      <Button kind="accent">{t('people.invitation.accept')}</Button>
    </form>
  )
}
