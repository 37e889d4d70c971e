import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { Confirm, Details } from '../../../ui/Details.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fieldsWith } from '../../../ui/form-back.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import type { OpenInvitation, RoleHolder, SpaceHead } from '../model/views.ts'
import { roles } from '../model.ts'
import { peoplePaths } from '../paths.ts'
import { entriesOf } from './form-errors.ts'

export type RolesDone = 'invited' | 'withdrawn' | 'revoked'

type RolesProps = {
  c: C
  space: SpaceHead
  holders: RoleHolder[]
  invitations: OpenInvitation[]
  organizations: { id: string; name: string }[]
  done?: RolesDone | undefined
  typed?: Typed
  errors?: FieldErrors
}

export function RolesPage(props: RolesProps) {
  const { c, space, holders, done, errors = {} } = props
  const { t } = c.var
  const crumbs = [{ label: space.name, href: `/${space.slug}` }, { label: t('people.roles.title') }]
  const layout = { name: space.name, href: `/${space.slug}`, fictional: space.isFictional }
  return (
    <Page c={c} title={t('people.roles.title')} noindex crumbs={crumbs} space={layout}>
      <ErrorSummary t={t} errors={entriesOf(errors)} />
      <h1>{t('people.roles.title')}</h1>
      {done ? (
        <Notice t={t} kind="success" live>
          <p>{t(`people.roles.done.${done}`)}</p>
        </Notice>
      ) : null}
      <p class="lead">{t('people.roles.lead')}</p>
      <Holders {...props} holders={holders.filter((holder) => holder.revokedAt === null)} />
      <Invite {...props} />
      <Invitations c={c} space={space} invitations={props.invitations} />
      <Ended c={c} holders={holders.filter((holder) => holder.revokedAt !== null)} />
    </Page>
  )
}

function Holders(props: RolesProps) {
  const { c, holders } = props
  const { t, context } = c.var
  if (holders.length === 0) return <EmptyState title={t('people.roles.none')} />
  return (
    <section>
      <h2>{t('people.roles.holders')}</h2>
      <ul class="people-list">
        {holders.map((holder) => (
          <li>
            <p>
              <strong>{holder.name || t('people.nameless')}</strong>
              <br />
              <span class="small muted">{holder.email}</span>
            </p>
            <p>
              {roleOf(c, holder)}
              <br />
              <span class="small muted">
                {t('people.roles.since')} {formatDateTime(holder.grantedAt, context.locale)}
              </span>
            </p>
            <Revoke {...props} holder={holder} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function roleOf(c: C, { role, organization }: { role: RoleHolder['role']; organization: string | null }): string {
  const name = c.var.t(`people.role.${role}`)
  return organization ? `${name}: ${organization}` : name
}

/** A refused reason comes back in the box of the person it was about: `reason-<id>` in typed and errors. */
function Revoke({ c, space, holder, typed = {}, errors = {} }: RolesProps & { holder: RoleHolder }) {
  const { t } = c.var
  const field = `reason-${holder.id}`
  const who = `${holder.name || t('people.nameless')}, ${t(`people.role.${holder.role}`)}`
  return (
    <Confirm
      open={field in errors}
      summary={
        <>
          {t('people.roles.revoke')}
          <span class="visually-hidden">: {who}</span>
        </>
      }
    >
      <form method="post" action={peoplePaths.revoke(space.slug, holder.id)} class="stack">
        <Field
          t={t}
          name="reason"
          id={field}
          value={typed[field]}
          error={errors[field]}
          label={t('people.roles.reason')}
          maxlength={500}
          required
        />
        <Button kind="danger">{t('people.roles.revoke.sure')}</Button>
      </form>
    </Confirm>
  )
}

function Invite({ c, space, organizations, typed = {}, errors = {} }: RolesProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  const roleOptions = roles.map((role) => ({
    value: role,
    label: t(`people.role.${role}`),
  }))
  return (
    <Card title={t('people.roles.invite')}>
      <form method="post" action={peoplePaths.invite(space.slug)} class="stack" novalidate>
        <Field {...field('email')} type="email" label={t('people.email')} spellcheck={false} required />
        <Select
          {...field('role')}
          label={t('people.roles.role')}
          options={roleOptions}
          empty={t('people.choose')}
          required
        />
        <Select
          {...field('organization')}
          label={t('people.roles.organization')}
          hint={t('people.roles.organization-hint')}
          options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
          empty={t('people.roles.no-organization')}
        />
        <Details summary={t('people.roles.what')}>
          <ul>
            {roles.map((role) => (
              <li>
                <strong>{t(`people.role.${role}`)}:</strong> {t(`people.role.${role}.does`)}
              </li>
            ))}
          </ul>
        </Details>
        <Button>{t('people.roles.invite.send')}</Button>
      </form>
    </Card>
  )
}

function Invitations({ c, space, invitations }: { c: C; space: SpaceHead; invitations: OpenInvitation[] }) {
  const { t, context } = c.var
  if (invitations.length === 0) return null
  return (
    <section>
      <h2>{t('people.roles.pending')}</h2>
      <ul class="people-list">
        {invitations.map((invitation) => (
          <li>
            <p>{invitation.email}</p>
            <p>
              {roleOf(c, invitation)}
              <br />
              <span class="small muted">
                {t('people.roles.until')} {formatDateTime(invitation.expiresAt, context.locale)}
              </span>
            </p>
            <form method="post" action={peoplePaths.withdraw(space.slug, invitation.id)}>
              <Button kind="quiet" small>
                {t('people.roles.withdraw')}
                <span class="visually-hidden">: {invitation.email}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Ended({ c, holders }: { c: C; holders: RoleHolder[] }) {
  const { t, context } = c.var
  if (holders.length === 0) return null
  return (
    <Details summary={t('people.roles.ended', { count: holders.length })}>
      <ul>
        {holders.map((holder) => (
          <li>
            {holder.name || t('people.nameless')}, {t(`people.role.${holder.role}`)}:{' '}
            {holder.revokedAt ? formatDateTime(holder.revokedAt, context.locale) : ''}. {holder.reason}
          </li>
        ))}
      </ul>
    </Details>
  )
}
