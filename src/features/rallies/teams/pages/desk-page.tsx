import type { C } from '../../../../platform/http/env.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Confirm } from '../../../../ui/Details.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import type { Edition } from '../../editions/model.ts'
import { DeskFrame } from '../../editions/pages/edition-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import { counts, type Team } from '../model.ts'
import { teamPaths } from '../paths.ts'

type DeskProps = {
  c: C
  edition: Edition
  teams: readonly Team[]
  refused?: string | undefined
}

/** Organisers look after the teams: accounts to confirm, signed sheets, names to correct, withdrawals. */
export function TeamsDeskPage({ c, edition, teams, refused }: DeskProps) {
  const { t } = c.var
  const title = t('rally.desk.teams')
  return (
    <DeskFrame c={c} edition={edition} title={title}>
      <h1>{title}</h1>
      {refused ? (
        <Notice t={t} kind="error" live>
          <p>{refused}</p>
        </Notice>
      ) : null}
      {teams.length === 0 ? <EmptyState title={t('rally.teams.none')} /> : null}
      {teams.map((team) => (
        <TeamCard c={c} edition={edition} team={team} />
      ))}
    </DeskFrame>
  )
}

type TeamProps = { c: C; edition: Edition; team: Team }

function TeamCard({ c, edition, team }: TeamProps) {
  const { t } = c.var
  const base = `${teamPaths.desk(edition)}/${team.code}`
  if (team.withdrawal) {
    return (
      <Card title={team.name} size="small" tone="paused">
        <p>{t('rally.team.withdrawn-public', { reason: team.withdrawal.reason })}</p>
      </Card>
    )
  }
  return (
    <Card title={<a href={rallyPaths.team(edition, team.code)}>{team.name}</a>}>
      <Waiting c={c} edition={edition} team={team} />
      <Confirm summary={t('rally.desk.correct')}>
        <form method="post" action={`${base}/corregir`} class="form" novalidate>
          <Field
            {...{
              t,
              name: 'name',
              id: `name-${team.code}`,
              label: t('rally.team.name'),
              required: true,
              value: team.name,
            }}
          />
          <Reason c={c} id={`why-${team.code}`} />
          <Actions>
            <Button kind="quiet">{t('rally.desk.correct')}</Button>
          </Actions>
        </form>
      </Confirm>
      <Confirm summary={t('rally.own.withdraw')}>
        <form method="post" action={`${base}/baja`} class="form" novalidate>
          <Reason c={c} id={`reason-${team.code}`} />
          <Actions>
            <Button kind="danger">{t('rally.own.withdraw')}</Button>
          </Actions>
        </form>
      </Confirm>
    </Card>
  )
}

function Reason({ c, id }: { c: C; id: string }) {
  const { t } = c.var
  return (
    <TextArea
      {...{ t, name: 'reason', id, label: t('rally.own.withdraw.reason'), hint: t('rally.own.withdraw.hint') }}
      {...{ rows: 2, required: true }}
    />
  )
}

/** Accounts that nobody has confirmed and guardians who have not been heard. */
function Waiting({ c, edition, team }: TeamProps) {
  const { t } = c.var
  const base = `${teamPaths.desk(edition)}/${team.code}`
  const accounts = team.accounts.filter(({ proof }) => proof === null)
  const minors = team.members.filter((member) => !counts(member) && member.leftAt === null)
  const hasCaptain = team.members.some(({ isCaptain, personId, leftAt }) => isCaptain && personId && leftAt === null)
  const heirs = team.members.filter(({ personId, leftAt, isCaptain }) => personId && leftAt === null && !isCaptain)
  return (
    <ul class="plain-list">
      {accounts.map((account) => (
        <li>
          {t(`rally.network.${account.network}` as 'rally.network.x')}: @{account.handle} <code>{account.code}</code>{' '}
          {account.profileUrl ? (
            <a href={account.profileUrl} rel="noopener nofollow">
              {t('rally.account.profile')}
            </a>
          ) : null}
          <form method="post" action={`${base}/cuentas/${account.id}`}>
            <Button kind="quiet" small>
              {t('rally.desk.confirm')} <span class="visually-hidden">@{account.handle}</span>
            </Button>
          </form>
        </li>
      ))}
      {minors.map((member) => (
        <li>
          {member.pseudonym} <span class="why">{t('rally.member.waiting')}</span>
          <form method="post" action={`${base}/permisos/${member.id}`}>
            <Button kind="quiet" small>
              {t('rally.desk.paper')} <span class="visually-hidden">{member.pseudonym}</span>
            </Button>
          </form>
        </li>
      ))}
      {hasCaptain
        ? null
        : heirs.map((member) => (
            <li>
              {member.pseudonym}
              <form method="post" action={`${base}/capitania`}>
                <input type="hidden" name="member" value={member.id} />
                <Button kind="quiet" small>
                  {t('rally.own.hand-over.act')} <span class="visually-hidden">{member.pseudonym}</span>
                </Button>
              </form>
            </li>
          ))}
    </ul>
  )
}
