import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Select } from '../../../../ui/Choices.tsx'
import { Details } from '../../../../ui/Details.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { fieldsOf } from '../../../../ui/form-back.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { Status } from '../../../../ui/Status.tsx'
import { phasesBeforeVoting, votersPerPage } from '../model.ts'
import { electionPaths } from '../paths.ts'
import type { Voter } from '../queries.ts'
import type { DeskView } from './desk-view.ts'

/** The roll for whoever keeps it; who took a signature is not said to her either. */
export function RollCard(view: DeskView) {
  const { c, body, election, phase, voters, totals } = view
  const { t } = c.var
  const here = electionPaths.desk(body, election.slug)
  return (
    <Card title={t('elections.roll')} id="padron">
      <p>{t('elections.roll.count', { count: totals.admitted, shown: String(totals.admitted) })}</p>
      <p class="hint">{t('elections.roll.keeper')}</p>
      {phasesBeforeVoting.includes(phase) ? <AdmitForm {...view} /> : null}
      {totals.admitted > votersPerPage || voters.name ? (
        <form method="get" action={`${here}#padron`} class="form">
          <Field t={c.var.t} name="buscar" label={t('elections.roll.search')} value={voters.name} />
          <Actions>
            <Button kind="quiet">{t('elections.ballots.search')}</Button>
          </Actions>
        </form>
      ) : null}
      {voters.rows.length === 0 ? <p class="muted">{t('elections.roll.none')}</p> : null}
      <ul class="voters">
        {voters.rows.map((voter) => (
          <VoterRow {...view} voter={voter} />
        ))}
      </ul>
      <Pager
        t={t}
        page={voters.page}
        pages={Math.ceil(voters.count / votersPerPage)}
        hrefOf={(page) => `${here}?${new URLSearchParams({ buscar: voters.name, pagina: String(page) })}#padron`}
      />
    </Card>
  )
}

function AdmitForm({ c, body, election, organizations, wrong }: DeskView) {
  const { t } = c.var
  const field = fieldsOf({ c, wrong }, 'padron')
  return (
    <form method="post" action={electionPaths.roll(body, election.slug)} class="form" novalidate>
      <TextArea
        {...field('emails')}
        label={t('elections.roll.emails')}
        hint={t('elections.roll.emails-hint')}
        required
      />
      <Select
        {...field('organization')}
        label={t('elections.roll.organization')}
        empty={t('governance.organization.none')}
        options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Actions>
        <Button>{t('elections.roll.submit')}</Button>
      </Actions>
    </form>
  )
}

function VoterRow({ c, body, election, phase, voter, wrong }: DeskView & { voter: Voter }) {
  const { t } = c.var
  const field = fieldsOf({ c, wrong }, voter.id)
  const isStruck = voter.struckReason !== null
  return (
    <li class="voter">
      <p>
        <strong>{voter.name}</strong>
        {voter.organization ? <span class="small muted"> · {voter.organization}</span> : null}
      </p>
      {isStruck ? (
        <Status kind="paused" word={t('elections.roll.struck')} why={voter.struckReason ?? undefined} />
      ) : null}
      {voter.hasVotedOnPaper ? <Status kind="done" word={t('elections.roll.paper')} /> : null}
      {phase === 'voting' && !isStruck && !voter.hasVotedOnPaper ? (
        <form method="post" action={electionPaths.paperVoter(body, election.slug, voter.id)}>
          <Button kind="quiet" small>
            {t('elections.roll.mark-paper')}
            <span class="visually-hidden">: {voter.name}</span>
          </Button>
        </form>
      ) : null}
      {phasesBeforeVoting.includes(phase) && !isStruck ? (
        <Details summary={t('elections.roll.strike', { name: voter.name })} open={wrong?.form === voter.id}>
          <form method="post" action={electionPaths.strike(body, election.slug, voter.id)} class="form" novalidate>
            <TextArea {...field('reason')} label={t('governance.reason')} rows={2} required />
            <Actions>
              <Button kind="danger">{t('elections.roll.strike-submit')}</Button>
            </Actions>
          </form>
        </Details>
      ) : null}
    </li>
  )
}
