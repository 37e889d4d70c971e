import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { Confirm, Details } from '../../../ui/Details.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Field } from '../../../ui/Field.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { OpenInvitation, RoleHolder, SpaceHead } from '../model/views.ts'
import { roles } from '../model.ts'
import { peoplePaths } from '../paths.ts'
import { entriesOf } from './form-errors.ts'

export type RolesDone = 'invited' | 'withdrawn' | 'revoked' | 'accepted'

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
      <Holders c={c} space={space} holders={holders.filter((holder) => holder.revokedAt === null)} />
      <Invite {...props} />
      <Invitations c={c} space={space} invitations={props.invitations} />
      <Ended c={c} holders={holders.filter((holder) => holder.revokedAt !== null)} />
    </Page>
  )
}

function Holders({ c, space, holders }: { c: C; space: SpaceHead; holders: RoleHolder[] }) {
  const { t, context } = c.var
  if (holders.length === 0) return <EmptyState title={t('people.roles.none')} />
  return (
    <Table
      id="role-holders"
      caption={t('people.roles.holders')}
      rows={holders}
      columns={[
        {
          key: 'person',
          label: t('people.roles.person'),
          cell: (holder) => (
            <>
              {holder.name || t('people.nameless')} <br />
              <span class="small muted">{holder.email}</span>
            </>
          ),
        },
        { key: 'role', label: t('people.roles.role'), cell: (holder) => t(`people.role.${holder.role}`) },
        { key: 'organization', label: t('people.roles.organization'), cell: (holder) => holder.organization ?? '' },
        {
          key: 'since',
          label: t('people.roles.since'),
          cell: (holder) => formatDateTime(holder.grantedAt, context.locale),
        },
        {
          key: 'revoke',
          label: t('people.roles.revoke'),
          cell: (holder) => <Revoke c={c} space={space} holder={holder} />,
        },
      ]}
    />
  )
}

function Revoke({ c, space, holder }: { c: C; space: SpaceHead; holder: RoleHolder }) {
  const { t } = c.var
  const who = `${holder.name || t('people.nameless')}, ${t(`people.role.${holder.role}`)}`
  return (
    <Confirm
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
          id={`reason-${holder.id}`}
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
  const roleOptions = roles.map((role) => ({
    value: role,
    label: t(`people.role.${role}`),
  }))
  return (
    <Card title={t('people.roles.invite')}>
      <form method="post" action={peoplePaths.invite(space.slug)} class="stack" novalidate>
        <Field
          t={t}
          name="email"
          type="email"
          label={t('people.email')}
          value={typed.email}
          error={errors.email}
          spellcheck={false}
          required
        />
        <Select
          t={t}
          name="role"
          label={t('people.roles.role')}
          options={roleOptions}
          empty={t('people.choose')}
          value={typed.role}
          error={errors.role}
          required
        />
        <Select
          t={t}
          name="organization"
          label={t('people.roles.organization')}
          hint={t('people.roles.organization-hint')}
          options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
          empty={t('people.roles.no-organization')}
          value={typed.organization}
          error={errors.organization}
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
    <Table
      id="invitations"
      caption={t('people.roles.pending')}
      rows={invitations}
      columns={[
        { key: 'email', label: t('people.email'), cell: (invitation) => invitation.email },
        { key: 'role', label: t('people.roles.role'), cell: (invitation) => t(`people.role.${invitation.role}`) },
        { key: 'organization', label: t('people.roles.organization'), cell: (one) => one.organization ?? '' },
        { key: 'until', label: t('people.roles.until'), cell: (one) => formatDateTime(one.expiresAt, context.locale) },
        {
          key: 'withdraw',
          label: t('people.roles.withdraw'),
          cell: (invitation) => (
            <form method="post" action={peoplePaths.withdraw(space.slug, invitation.id)}>
              <Button kind="quiet" small>
                {t('people.roles.withdraw')}
                <span class="visually-hidden">: {invitation.email}</span>
              </Button>
            </form>
          ),
        },
      ]}
    />
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
