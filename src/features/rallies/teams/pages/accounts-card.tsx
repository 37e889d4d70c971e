import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Select } from '../../../../ui/Choices.tsx'
import { Details } from '../../../../ui/Details.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { Status } from '../../../../ui/Status.tsx'
import type { TeamAccount } from '../model.ts'
import { teamPaths } from '../paths.ts'
import type { OwnPageProps } from './own-props.ts'

/** Accounts on networks: none is needed, and one counts when it is proven to be the team's. */
export function AccountsCard(props: OwnPageProps) {
  const { c, edition, team, typed, errors } = props
  const { t } = c.var
  const shown = team.accounts.filter(({ network }) => network !== 'web')
  const networks = edition.networks.filter((network) => network !== 'web')
  return (
    <Card title={t('rally.account.title')} id="cuentas">
      <p>{t('rally.account.lead')}</p>
      <ul class="plain-list">
        {shown.map((account) => (
          <li>
            <AccountLine {...props} account={account} />
          </li>
        ))}
      </ul>
      {networks.length > 0 ? (
        <form method="post" action={`${teamPaths.own(edition, team.code)}/cuentas`} class="form" novalidate>
          <Select
            {...{ t, name: 'network', label: t('rally.account.network'), size: 'medium' }}
            {...{ value: typed.network, error: errors.network }}
            options={networks.map((value) => ({ value, label: t(`rally.network.${value}` as 'rally.network.x') }))}
          />
          <Field
            {...{ t, name: 'handle', label: t('rally.account.handle'), hint: t('rally.account.handle.hint') }}
            {...{ required: true, autocomplete: 'off', spellcheck: false, size: 'medium' }}
            {...{ value: typed.handle, error: errors.handle }}
          />
          <Actions>
            <Button kind="quiet">{t('rally.account.add')}</Button>
          </Actions>
        </form>
      ) : null}
    </Card>
  )
}

function AccountLine({ c, edition, team, account, typed, errors }: OwnPageProps & { account: TeamAccount }) {
  const { t } = c.var
  const name = `${t(`rally.network.${account.network}` as 'rally.network.x')}: @${account.handle}`
  const base = teamPaths.account(edition, team.code, account.id)
  const hashtag = edition.hashtags[0] ? ` #${edition.hashtags[0]}` : ''
  if (account.proof) {
    return (
      <>
        {name} <Status kind="done" word={t('rally.account.proven')} />
      </>
    )
  }
  return (
    <>
      {name}{' '}
      <Status kind="at-risk" word={t(account.profileUrl ? 'rally.account.looked-at' : 'rally.account.unproven')} />
      <Details summary={t('rally.account.prove')} open={errors[`url-${account.id}`] !== undefined}>
        <p>{t('rally.account.prove.post', { text: `${account.code}${hashtag}` })}</p>
        <p>{t('rally.account.prove.profile', { code: account.code })}</p>
        <form method="post" action={`${base}/perfil`} class="form" novalidate>
          <Field
            {...{ t, name: 'url', id: `url-${account.id}`, type: 'url', label: t('rally.account.profile') }}
            value={typed[`url-${account.id}`] ?? account.profileUrl ?? ''}
            error={errors[`url-${account.id}`]}
          />
          <Actions>
            <Button kind="quiet" small>
              {t('rally.account.profile.act')}
            </Button>
          </Actions>
        </form>
        <form method="post" action={`${base}/quitar`}>
          <Button kind="quiet" small>
            {t('rally.account.remove')} <span class="visually-hidden">{name}</span>
          </Button>
        </form>
      </Details>
    </>
  )
}
