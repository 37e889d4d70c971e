import type { Child } from 'hono/jsx'
import type { C } from '../../../../platform/http/env.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { Card, WithAside } from '../../../../ui/Card.tsx'
import { Facts } from '../../../../ui/Facts.tsx'
import { formatNumber } from '../../../../ui/format.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import { Status } from '../../../../ui/Status.tsx'
import { rallyPaths } from '../../paths.ts'
import type { Standing } from '../../scoring/model.ts'
import { timelineOf } from '../calendar/model.ts'
import { type Edition, type EditionState, stateOf } from '../model.ts'
import type { Turnout } from '../summary/model.ts'
import { type AsideProps, EditionAside } from './edition-aside.tsx'
import { EditionFrame } from './edition-frame.tsx'
import { Podium } from './podium.tsx'
import { RulesTables } from './rules-tables.tsx'
import { at, stateTones } from './words.ts'

export type EditionPageProps = AsideProps & {
  works: number
  turnout: Turnout
  /** As the scoreboard has them; told here once the rally is over. */
  standings: readonly Standing[]
}

/** What this is, where it stands, and what one does now. */
export function EditionPage(props: EditionPageProps) {
  const { c, edition, organises } = props
  const { t, context } = c.var
  const state = stateOf(edition, context.now)
  return (
    <EditionFrame
      c={c}
      edition={edition}
      title={edition.name}
      description={edition.summary ?? edition.name}
      twins={['json', 'ics', 'atom']}
      noindex={state === 'draft'}
    >
      <PageHeader
        title={edition.name}
        lead={edition.summary ?? t('rally.edition.lead')}
        actions={<Next {...props} state={state} />}
      />
      {state === 'draft' && organises ? (
        <Notice t={t} kind="warning">
          <p>
            {t('rally.edition.draft')} <a href={rallyPaths.desk(edition)}>{t('rally.desk.title')}</a>
          </p>
        </Notice>
      ) : null}
      <NowCard {...props} state={state} />
      <WithAside aside={<EditionAside {...props} />} label={t('rally.edition.aside')}>
        <Results {...props} state={state} />
        {isOver(state) ? null : <Steps c={c} edition={edition} />}
        <Section id="reglas" title={t('rally.edition.rules')}>
          <RulesTables c={c} edition={edition} />
          <p>
            <a href={rallyPaths.rules(edition)}>{t('rally.edition.rules.all')}</a>
          </p>
        </Section>
        <Text id="premios" title={t('rally.field.prizes')} text={edition.prizes} />
        <Text id="bases" title={t('rally.field.terms')} text={edition.terms} />
      </WithAside>
    </EditionFrame>
  )
}

function Section({ id, title, children }: { id: string; title: string; children: Child }) {
  return (
    <section class="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

function Text({ id, title, text }: { id: string; title: string; text: string | null }) {
  if (!text) return null
  return (
    <Section id={id} title={title}>
      <div class="flow">
        {text.split(/\n{2,}/).map((paragraph) => (
          <p class="prose">{paragraph}</p>
        ))}
      </div>
    </Section>
  )
}

type WithState = EditionPageProps & { state: EditionState }

const isOver = (state: EditionState) => ['preliminary', 'closed', 'cancelled'].includes(state)

/** Who won comes first once it is known; how to take part is then of no use to anybody. */
function Results({ c, edition, standings, state }: WithState) {
  const { t } = c.var
  if (state !== 'preliminary' && state !== 'closed') return null
  return (
    <Section id="resultados" title={t(`rally.edition.results.${state}`)}>
      <Podium c={c} edition={edition} standings={standings} />
      <p>
        {t('rally.edition.results.see')} <a href={rallyPaths.board(edition)}>{t('rally.edition.results.board')}</a>
        {', '}
        <a href={rallyPaths.findings(edition)}>{t('rally.edition.results.findings')}</a>
        {' · '}
        <a href={rallyPaths.data(edition)}>{t('rally.edition.results.data')}</a>
      </p>
    </Section>
  )
}

/** The one thing to do now. */
function Next({ c, edition, state }: WithState) {
  const { t, context } = c.var
  const { registrationClosesAt } = edition
  const registers =
    (state === 'registration' || state === 'running') && (!registrationClosesAt || context.now < registrationClosesAt)
  return (
    <>
      {registers ? (
        <ButtonLink href={`${rallyPaths.teams(edition)}/nuevo`} kind="accent">
          {t('rally.edition.register')}
        </ButtonLink>
      ) : null}
      {state === 'running' ? (
        <ButtonLink href={rallyPaths.capture(edition)}>{t('rally.edition.capture')}</ButtonLink>
      ) : null}
      {['running', 'consolidating', 'preliminary', 'closed'].includes(state) ? (
        <ButtonLink href={rallyPaths.board(edition)} kind={state === 'running' ? 'quiet' : 'primary'}>
          {t(state === 'closed' || state === 'preliminary' ? 'rally.edition.board.results' : 'rally.edition.board')}
        </ButtonLink>
      ) : null}
    </>
  )
}

function NowCard({ c, edition, works, turnout, state }: WithState) {
  const { t, context } = c.var
  const next = timelineOf(edition, context.now).find((line) => line.state === 'next')
  const figure = (count: number) => formatNumber(count, context.locale)
  return (
    <Card>
      <p>
        <Status
          kind={stateTones[state]}
          word={t(`rally.state.${state}`)}
          why={
            next
              ? t('rally.edition.next', {
                  moment: t(`rally.moment.${next.moment}`),
                  date: at(next.at, context.locale, edition),
                })
              : undefined
          }
        />
      </p>
      <Facts
        label={t('rally.edition.figures')}
        items={[
          { label: t('rally.edition.works'), value: figure(works) },
          { label: t('rally.edition.registered'), value: figure(turnout.registered), href: rallyPaths.teams(edition) },
          { label: t('rally.edition.active'), value: figure(turnout.active) },
        ]}
      />
    </Card>
  )
}

function Steps({ c, edition }: { c: C; edition: Edition }) {
  const { t } = c.var
  const hashtags = edition.hashtags.map((tag) => `#${tag}`).join(' ')
  return (
    <Section id="participar" title={t('rally.edition.steps')}>
      <ol class="listed">
        {([1, 2, 3, 4, 5] as const).map((step) => (
          <li>{t(`rally.edition.step.${step}`, { hashtags, min: edition.teamMin, max: edition.teamMax })}</li>
        ))}
      </ol>
      <p>{t('rally.edition.no-networks')}</p>
      <Notice t={t} kind="warning" title={t('rally.edition.safety.title')}>
        <p>{t('rally.edition.safety')}</p>
      </Notice>
    </Section>
  )
}
