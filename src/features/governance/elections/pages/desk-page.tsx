import { dayIn, localOf } from '../../../../platform/civil-day.ts'
import { Actions, Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Select } from '../../../../ui/Choices.tsx'
import { DateField } from '../../../../ui/DateField.tsx'
import { Confirm, Details } from '../../../../ui/Details.tsx'
import { TextArea } from '../../../../ui/Field.tsx'
import { fieldsOf } from '../../../../ui/form-back.tsx'
import { decisions, phasesBeforeVoting } from '../model.ts'
import { electionPaths } from '../paths.ts'
import { DateFields, PollingPlaceField } from './call-page.tsx'
import { CandidacyText, DecisionMark } from './candidacy-list.tsx'
import { CountCards } from './count-cards.tsx'
import type { DeskView } from './desk-view.ts'
import { ElectionFrame } from './frame.tsx'
import { PhaseMark } from './list-page.tsx'
import { RollCard } from './roll-card.tsx'

/** Everything that runs an election, in the order in which it is done; what is not due yet says when it will be. */
export function ElectionDeskPage(view: DeskView) {
  const { c, body, election, phase, wrong } = view
  const { t } = c.var
  return (
    <ElectionFrame place={view} title={t('elections.desk.title')} width="narrow" noindex wrong={wrong}>
      <p>
        <PhaseMark c={c} election={election} />
      </p>
      <p>{t(`elections.desk.now.${phase}`)}</p>
      <p>
        <ButtonLink href={electionPaths.one(body, election.slug)} kind="quiet">
          {t('elections.desk.public')}
        </ButtonLink>
      </p>
      <Decisions {...view} />
      <RollCard {...view} />
      <CountCards {...view} />
      <SeatsCard {...view} />
      {['counted', 'to-count', 'annulled'].includes(phase) ? null : <CalendarForm {...view} />}
      <AnnulCard {...view} />
    </ElectionFrame>
  )
}

function Decisions(view: DeskView) {
  const { c, body, election, phase, candidacies, wrong } = view
  const { t } = c.var
  const isOpen = phasesBeforeVoting.includes(phase)
  return (
    <Card title={t('elections.candidacies')} id="candidaturas">
      {candidacies.length === 0 ? <p class="muted">{t('elections.candidacies.none')}</p> : null}
      {candidacies.map((one) => {
        const form = `candidatura-${one.number}`
        const field = fieldsOf({ c, wrong }, form)
        const options = decisions.filter((word) => (one.decision === null ? true : word === 'withdrawn'))
        const isFinal = one.decision !== null && one.decision.decision !== 'admitted'
        return (
          <article class="candidacy">
            <h3>
              {one.number}. {one.name}
            </h3>
            <p>
              <DecisionMark c={c} candidacy={one} />
            </p>
            <CandidacyText {...view} candidacy={one} />
            {isOpen && !isFinal ? (
              <Details summary={t('elections.decide')} open={wrong?.form === form}>
                <form
                  method="post"
                  action={electionPaths.decide(body, election.slug, one.number)}
                  class="form"
                  novalidate
                >
                  <Select
                    {...field('decision')}
                    label={t('elections.decide.what')}
                    required
                    options={options.map((value) => ({ value, label: t(`elections.decide.${value}`) }))}
                  />
                  <TextArea
                    {...field('reason')}
                    label={t('governance.reason')}
                    hint={t('elections.reason-public')}
                    rows={2}
                    required
                  />
                  <Actions>
                    <Button>{t('elections.decide.submit')}</Button>
                  </Actions>
                </form>
              </Details>
            ) : null}
          </article>
        )
      })}
    </Card>
  )
}

function SeatsCard({ c, body, election, count, isSeated, phase, wrong }: DeskView) {
  const { t, context } = c.var
  if (!count || phase === 'annulled') return null
  const field = fieldsOf({ c, wrong }, 'asientos')
  const today = dayIn(body.timeZone, context.now)
  return (
    <Card title={t('elections.seat.title')} id="asientos">
      {isSeated ? <p>{t('elections.seated.yes')}</p> : null}
      {isSeated ? null : (
        <form method="post" action={electionPaths.seats(body, election.slug)} class="form" novalidate>
          <p class="hint">{t('elections.seat.hint')}</p>
          <DateField
            {...field('fromOn')}
            label={t('governance.from')}
            required
            value={field('fromOn').value ?? body.termFrom ?? today}
          />
          <DateField {...field('toOn')} label={t('governance.to')} value={field('toOn').value ?? body.termTo ?? ''} />
          <Actions>
            <Button>{t('elections.seat.submit')}</Button>
          </Actions>
        </form>
      )}
    </Card>
  )
}

function CalendarForm({ c, body, election, wrong }: DeskView) {
  const { t } = c.var
  const field = fieldsOf({ c, wrong }, 'calendario')
  const at = (instant: Date) => localOf(instant, election.timeZone)
  const now = {
    candidaciesFrom: at(election.candidaciesFrom),
    candidaciesTo: at(election.candidaciesTo),
    votingFrom: at(election.votingFrom),
    votingTo: at(election.votingTo),
  }
  return (
    <Card title={t('elections.move.title')} id="calendario">
      <p>{t('elections.move.text')}</p>
      <Details summary={t('elections.move.open')} open={wrong?.form === 'calendario'}>
        <form method="post" action={electionPaths.calendar(body, election.slug)} class="form" novalidate>
          <DateFields c={c} field={field} timeZone={election.timeZone} now={now} />
          <PollingPlaceField c={c} field={field} value={election.pollingPlace} />
          <TextArea
            {...field('reason')}
            label={t('governance.reason')}
            hint={t('elections.reason-public')}
            rows={2}
            required
          />
          <Actions>
            <Button>{t('elections.move.submit')}</Button>
          </Actions>
        </form>
      </Details>
    </Card>
  )
}

function AnnulCard({ c, body, election, phase, isSeated, wrong }: DeskView) {
  const { t } = c.var
  if (phase === 'annulled') return null
  const field = fieldsOf({ c, wrong }, 'anulacion')
  return (
    <Card title={t('elections.annul.title')} id="anulacion">
      <p>{t(isSeated ? 'elections.annul.seated' : 'elections.annul.text')}</p>
      <Confirm summary={t('elections.annul.open')} open={wrong?.form === 'anulacion'}>
        <form method="post" action={electionPaths.annul(body, election.slug)} class="form" novalidate>
          <TextArea
            {...field('reason')}
            label={t('governance.reason')}
            hint={t('elections.reason-public')}
            rows={3}
            required
          />
          <Actions>
            <Button kind="danger">{t('elections.annul.submit')}</Button>
          </Actions>
        </form>
      </Confirm>
    </Card>
  )
}
