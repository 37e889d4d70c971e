import type { Child } from 'hono/jsx'
import { Button } from '../../../../ui/Button.tsx'
import { CheckboxGroup } from '../../../../ui/Choices.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { blankChoice } from '../ballot.ts'
import type { Candidate } from '../model.ts'
import type { ElectionPlace } from './frame.tsx'

/** What the browser shows at each step; it stands in templates, since without script none of it would do anything. */
export function BallotParts({
  c,
  election,
  candidates,
}: Pick<ElectionPlace, 'c' | 'election'> & { candidates: readonly Candidate[] }) {
  const { t, context } = c.var
  const closes = formatDateTime(election.votingTo, context.locale, election.timeZone)
  return (
    <>
      <Part name="choose" title={t('elections.vote.choose')}>
        <form class="form" novalidate>
          <CheckboxGroup
            t={t}
            name="mark"
            label={t('elections.vote.mark', { seats: election.seats })}
            hint={t('elections.vote.mark-hint')}
            options={[
              ...candidates.map(({ number, name, alternate, organization }) => ({
                value: String(number),
                label: `${number}. ${name}`,
                hint: [organization, alternate && t('elections.alternate.is', { name: alternate })]
                  .filter(Boolean)
                  .join(' · '),
              })),
              { value: blankChoice, label: t('elections.blank') },
            ]}
          />
          <p class="actions">
            <Button>{t('elections.vote.review')}</Button>
          </p>
        </form>
      </Part>
      <Part name="review" title={t('elections.vote.review-title')}>
        <ul class="said-list" data-marks />
        <p>{t('elections.vote.review-text')}</p>
        <p class="actions">
          <Press act="sign">{t('elections.vote.sign')}</Press>
          <Press act="change" quiet>
            {t('elections.vote.change')}
          </Press>
        </p>
      </Part>
      <Part name="asked" title={t('elections.vote.asked')}>
        <ul class="said-list" data-marks />
        <p>{t('elections.vote.asked-text')}</p>
        <p class="actions">
          <Press act="again">{t('elections.vote.again')}</Press>
        </p>
      </Part>
      <Part name="signed" title={t('elections.vote.ready')}>
        <ul class="said-list" data-marks />
        <p>{t('elections.vote.ready-text', { when: closes })}</p>
        <Receipt c={c} />
        <p data-waiting />
        <p class="actions">
          <Press act="later">{t('elections.vote.later')}</Press>
          <Press act="now" quiet>
            {t('elections.vote.now')}
          </Press>
        </p>
        <p class="hint">{t('elections.vote.later-hint')}</p>
      </Part>
      <Part name="cast" title={t('elections.vote.cast')}>
        <p>{t('elections.vote.cast-text')}</p>
        <Receipt c={c} />
        <p class="actions">
          <Press act="find" quiet>
            {t('elections.vote.find')}
          </Press>
          <Press act="forget" quiet>
            {t('elections.vote.forget')}
          </Press>
        </p>
        <p class="hint">{t('elections.vote.forget-hint')}</p>
      </Part>
      <Part name="lost" title={t('elections.vote.lost')}>
        <p>{t('elections.vote.lost-text')}</p>
        <Receipt c={c} />
      </Part>
    </>
  )
}

function Part({ name, title, children }: { name: string; title: string; children: Child }) {
  return (
    <template data-part={name}>
      <section class="card">
        <h2 class="card-title" tabindex={-1}>
          {title}
        </h2>
        {children}
        <p role="status" data-said class="hint" />
      </section>
    </template>
  )
}

function Press({ act, quiet, children }: { act: string; quiet?: boolean; children: Child }) {
  return (
    <button type="button" class={quiet ? 'button quiet' : 'button'} data-act={act}>
      {children}
    </button>
  )
}

function Receipt({ c }: Pick<ElectionPlace, 'c'>) {
  const { t } = c.var
  return (
    <div class="receipt">
      <p class="receipt-title">{t('elections.vote.receipt')}</p>
      <p>
        <copy-text data-copy={t('ui.copy')} data-copied={t('ui.copied')}>
          <code class="folio" data-receipt />
        </copy-text>
      </p>
      <p class="small">{t('elections.vote.receipt-text')}</p>
    </div>
  )
}
