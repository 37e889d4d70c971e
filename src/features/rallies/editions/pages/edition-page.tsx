import type { Child } from 'hono/jsx'
import type { C } from '../../../../platform/http/env.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { Card, WithAside } from '../../../../ui/Card.tsx'
import { Facts } from '../../../../ui/Facts.tsx'
import { formatNumber } from '../../../../ui/format.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import { Status } from '../../../../ui/Status.tsx'
import { Timeline } from '../../../../ui/Timeline.tsx'
import { worksPaths } from '../../../works/paths.ts'
import { rallyPaths } from '../../paths.ts'
import { timelineOf } from '../calendar/model.ts'
import { type Edition, type EditionState, stateOf } from '../model.ts'
import type { Partner } from '../partners/model.ts'
import { editionPaths } from '../paths.ts'
import type { Turnout } from '../summary/model.ts'
import { EditionFrame } from './edition-frame.tsx'
import { PartnerLine } from './partners.tsx'
import { RulesTables } from './rules-tables.tsx'
import { at, stateTones } from './words.ts'

export type EditionPageProps = {
  c: C
  edition: Edition
  partners: readonly Partner[]
  works: number
  turnout: Turnout
  /** The edition that this one was started from, where it is held here. */
  origin: { slug: string; space: { slug: string } } | null
  replicas: readonly { slug: string; name: string; space: { slug: string; name: string } }[]
  organises: boolean
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
      <Standing {...props} state={state} />
      <WithAside aside={<Aside {...props} />} label={t('rally.edition.aside')}>
        <Steps c={c} edition={edition} />
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
          {t('rally.edition.board')}
        </ButtonLink>
      ) : null}
    </>
  )
}

function Standing({ c, edition, works, turnout, state }: WithState) {
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

function Aside({ c, edition, partners, origin, replicas, organises }: EditionPageProps) {
  const { t, context } = c.var
  const lines = timelineOf(edition, context.now)
  return (
    <>
      <Card title={t('rally.edition.calendar')} size="small">
        <Timeline
          items={lines.map(({ moment, at: instant, state }) => ({
            title: t(`rally.moment.${moment}`),
            when: at(instant, context.locale, edition),
            datetime: instant.toISOString(),
            tone: state === 'next' ? ('on-time' as const) : state === 'past' ? ('done' as const) : undefined,
            text:
              moment === 'webinarAt' && edition.webinarUrl ? (
                <a href={edition.webinarUrl}>{t('rally.edition.webinar')}</a>
              ) : undefined,
          }))}
        />
        <p>
          <a href={`${rallyPaths.edition(edition)}.ics`}>{t('rally.edition.ics')}</a>
        </p>
      </Card>
      <Card title={t('rally.edition.places')} size="small">
        <ul class="plain-list">
          {(
            [
              [rallyPaths.board(edition), 'rally.edition.scores'],
              [rallyPaths.teams(edition), 'rally.edition.teams'],
              [`${rallyPaths.edition(edition)}/obras`, 'rally.edition.works'],
              [worksPaths.map(edition.space.slug), 'rally.edition.map'],
              [rallyPaths.capture(edition), 'rally.edition.street'],
              [rallyPaths.rules(edition), 'rally.edition.rules'],
              [rallyPaths.findings(edition), 'rally.edition.findings'],
              [rallyPaths.appeals(edition), 'rally.edition.appeals'],
              [rallyPaths.data(edition), 'rally.edition.data'],
            ] as const
          ).map(([href, key]) => (
            <li>
              <a href={href}>{t(key)}</a>
            </li>
          ))}
          {organises ? (
            <li>
              <a href={rallyPaths.desk(edition)}>{t('rally.desk.title')}</a>
            </li>
          ) : null}
        </ul>
      </Card>
      {partners.length > 0 ? (
        <Card title={t('rally.part.aliados')} size="small">
          <ul class="plain-list">
            {partners.map((partner) => (
              <li>
                <PartnerLine t={t} locale={context.locale} partner={partner} />
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <ReplicaCard c={c} edition={edition} origin={origin} replicas={replicas} />
    </>
  )
}

function ReplicaCard({
  c,
  edition,
  origin,
  replicas,
}: Pick<EditionPageProps, 'c' | 'edition' | 'origin' | 'replicas'>) {
  const { t } = c.var
  const { replicaOf } = edition
  return (
    <Card title={t('rally.replica.card')} size="small">
      {replicaOf ? (
        <>
          <p>
            {t('rally.replica.of')}{' '}
            {origin ? <a href={rallyPaths.edition(origin)}>{replicaOf.name}</a> : replicaOf.name}
          </p>
          <p class="small wrap-anywhere">
            {t('rally.replica.sha256')} <code>{replicaOf.sha256}</code>
          </p>
        </>
      ) : null}
      {replicas.length > 0 ? (
        <ul class="plain-list">
          {replicas.map((replica) => (
            <li>
              <a href={rallyPaths.edition(replica)}>{replica.name}</a>
              <span class="why">{replica.space.name}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        <a href={editionPaths.replica(edition)}>{t('rally.replica.download')}</a>
      </p>
    </Card>
  )
}
