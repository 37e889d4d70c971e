import type { T } from '../../../../platform/i18n.ts'
import { Actions, Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Select } from '../../../../ui/Choices.tsx'
import { Confirm } from '../../../../ui/Details.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import { Status } from '../../../../ui/Status.tsx'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import { counts, hasRoom, type Member } from '../model.ts'
import { teamPaths } from '../paths.ts'
import { AccountsCard } from './accounts-card.tsx'
import type { OwnPageProps } from './own-props.ts'

/** What a member sees of her team: who is in it, what is still missing, and what she can do. */
export function OwnPage(props: OwnPageProps) {
  const { c, edition, team, own, errors, refused } = props
  const { t } = c.var
  const title = t('rally.teams.own')
  const between = [
    { label: t('rally.edition.teams'), href: rallyPaths.teams(edition) },
    { label: team.name, href: rallyPaths.team(edition, team.code) },
  ]
  return (
    <EditionFrame c={c} edition={edition} title={title} between={between} width="narrow" noindex>
      <h1>{team.name}</h1>
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      {refused ? (
        <Notice t={t} kind="error" live>
          <p>{refused}</p>
        </Notice>
      ) : null}
      <Standing {...props} />
      <Members {...props} />
      {own.isCaptain && hasRoom(team.members.length, edition) ? <Invite {...props} /> : null}
      <AccountsCard {...props} />
      <Card title={t('rally.own.works')}>
        <p>{t('rally.own.works.count', { count: team.works.length })}</p>
        <Actions>
          <ButtonLink href={teamPaths.works(edition, team.code)}>{t('rally.own.works.choose')}</ButtonLink>
        </Actions>
      </Card>
      <Ending {...props} />
    </EditionFrame>
  )
}

/** Whether the team can play as it is. */
function Standing({ c, edition, team, own }: OwnPageProps) {
  const { t } = c.var
  const counted = team.members.filter(counts).length
  if (!counts(own)) {
    return (
      <Notice t={t} kind="warning">
        <p>{t('rally.own.waits-consent')}</p>
      </Notice>
    )
  }
  if (counted < edition.teamMin) {
    return (
      <Notice t={t} kind="warning">
        <p>{t('rally.own.too-few', { min: edition.teamMin, count: counted })}</p>
      </Notice>
    )
  }
  return (
    <Notice t={t} kind="success">
      <p>
        {t('rally.own.ready')} <a href={rallyPaths.capture(edition)}>{t('rally.edition.capture')}</a>
      </p>
    </Notice>
  )
}

function Members({ c, edition, team, own }: OwnPageProps) {
  const { t } = c.var
  const here = team.members.filter(({ leftAt }) => leftAt === null)
  const heirs = here.filter(({ id, personId }) => id !== own.id && personId !== null)
  return (
    <Card title={t('rally.team.members')}>
      <ul class="plain-list">
        {here.map((member) => (
          <li>
            {member.pseudonym} <MemberState t={t} member={member} />
          </li>
        ))}
      </ul>
      {own.isCaptain && heirs.length > 0 ? (
        <form method="post" action={`${teamPaths.own(edition, team.code)}/capitania`} class="form">
          <Select
            {...{ t, name: 'member', label: t('rally.own.hand-over'), size: 'medium' }}
            options={heirs.map(({ id, pseudonym }) => ({ value: id, label: pseudonym }))}
          />
          <Actions>
            <Button kind="quiet">{t('rally.own.hand-over.act')}</Button>
          </Actions>
        </form>
      ) : null}
    </Card>
  )
}

function MemberState({ t, member }: { t: T; member: Member }) {
  if (!counts(member)) return <Status kind="at-risk" word={t('rally.member.waiting')} />
  return member.isCaptain ? <span class="why">{t('rally.member.captain')}</span> : null
}

function Invite({ c, edition, team, typed, errors, link }: OwnPageProps) {
  const { t } = c.var
  return (
    <Card title={t('rally.own.invite')}>
      {link ? (
        <Notice t={t} kind="success" live>
          <p>{t('rally.own.link')}</p>
          <p>
            <code>{link}</code>
          </p>
        </Notice>
      ) : null}
      <form method="post" action={`${teamPaths.own(edition, team.code)}/invitar`} class="form" novalidate>
        <Field
          {...{ t, name: 'email', type: 'email', label: t('rally.own.invite.email'), hint: t('rally.own.invite.hint') }}
          {...{ required: true, autocomplete: 'off', value: typed.email, error: errors.email }}
        />
        <Actions>
          <Button>{t('rally.own.invite.act')}</Button>
          <Button kind="quiet" formaction={`${teamPaths.own(edition, team.code)}/enlace`} formnovalidate>
            {t('rally.own.invite.link')}
          </Button>
        </Actions>
      </form>
    </Card>
  )
}

function Ending({ c, edition, team, own, typed, errors }: OwnPageProps) {
  const { t } = c.var
  const base = teamPaths.own(edition, team.code)
  if (!own.isCaptain) {
    return (
      <Confirm summary={t('rally.own.leave')}>
        <form method="post" action={`${base}/salir`}>
          <p>{t('rally.own.leave.text')}</p>
          <Actions>
            <Button kind="danger">{t('rally.own.leave.act')}</Button>
          </Actions>
        </form>
      </Confirm>
    )
  }
  return (
    <Confirm summary={t('rally.own.withdraw')} open={errors.reason !== undefined}>
      <form method="post" action={`${base}/baja`} class="form" novalidate>
        <TextArea
          {...{ t, name: 'reason', label: t('rally.own.withdraw.reason'), hint: t('rally.own.withdraw.hint'), rows: 3 }}
          {...{ required: true, value: typed.reason, error: errors.reason }}
        />
        <Actions>
          <Button kind="danger">{t('rally.own.withdraw')}</Button>
        </Actions>
      </form>
    </Confirm>
  )
}
