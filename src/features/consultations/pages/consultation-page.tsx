import type { C } from '../../../platform/http/env.ts'
import { Actions, ButtonLink } from '../../../ui/Button.tsx'
import { Card, Columns, WithAside } from '../../../ui/Card.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { formatList } from '../../../ui/format.ts'
import { PageHeader } from '../../../ui/Header.tsx'
import { langOf, Said } from '../../../ui/Said.tsx'
import { Status } from '../../../ui/Status.tsx'
import { type Consultation, phaseOf } from '../model.ts'
import { consultationPaths } from '../paths.ts'
import type { Shown } from '../translations/model.ts'
import { LanguagesNote } from '../translations/pages/languages-note.tsx'
import { ContributionItems } from './contribution-items.tsx'
import { ConsultationDesk } from './desk.tsx'
import { ConsultationFrame } from './frame.tsx'
import type { ConsultationView } from './views.ts'
import { figure, languageQuery, phaseLook, phaseWords } from './words.ts'

/** What is asked, how to take part, and what has come so far. */
export function ConsultationPage({ c, view }: { c: C; view: ConsultationView }) {
  const { t, context } = c.var
  const { shown, counts, newest, may } = view
  const { consultation, language } = shown
  const phase = phaseOf(consultation, context.now)
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  return (
    <ConsultationFrame
      c={c}
      space={consultation.space}
      consultation={consultation}
      title={consultation.title}
      trail={null}
      twins={phase === 'draft' ? [] : ['json']}
    >
      <PageHeader
        title={<Said {...{ c, language }}>{consultation.title}</Said>}
        lead={<Said {...{ c, language }}>{consultation.question}</Said>}
        status={
          <Status kind={phaseLook[phase]} word={t(`consultations.phase.${phase}`)} why={phaseWords(c, consultation)} />
        }
      />
      <LanguagesNote c={c} shown={shown} />
      {phase === 'open' ? <Now c={c} consultation={consultation} /> : null}
      {view.results ? (
        <Actions>
          <ButtonLink href={view.results}>{t('systematising.results.see')}</ButtonLink>
        </Actions>
      ) : null}
      {may.run || may.moderate ? <ConsultationDesk c={c} view={view} /> : null}
      <Facts
        label={t('consultations.counts')}
        items={[
          {
            label: t('consultations.contributions'),
            value: figure(c, total),
            href: total > 0 ? consultationPaths.contributions(consultation) : undefined,
          },
          ...counts.map(({ channel, count }) => ({
            label: t(`consultations.channel.${channel}`),
            value: figure(c, count),
            href: `${consultationPaths.contributions(consultation)}?canal=${channel}`,
          })),
        ]}
      />
      <WithAside aside={<TakePart c={c} consultation={consultation} />} label={t('consultations.how')}>
        {consultation.summary ? (
          <p class="prewrap" {...langOf(c, language)}>
            {consultation.summary}
          </p>
        ) : null}
        <Axes c={c} shown={shown} />
        {newest.length > 0 ? (
          <Card title={t('consultations.newest')}>
            <div class="stack">
              <ContributionItems c={c} consultation={consultation} contributions={newest} start={1} plain />
              <p>
                <a href={consultationPaths.contributions(consultation)}>{t('consultations.all', { count: total })}</a>
              </p>
            </div>
          </Card>
        ) : null}
        <About c={c} consultation={consultation} />
      </WithAside>
    </ConsultationFrame>
  )
}

/** What can be done at once, before anything is read on a phone. */
function Now({ c, consultation }: { c: C; consultation: Consultation }) {
  const { t } = c.var
  const { channels, hasStatements } = consultation
  if (!channels.includes('online') && !hasStatements) return null
  return (
    <Actions>
      {channels.includes('online') ? (
        <ButtonLink href={`${consultationPaths.contribute(consultation)}${languageQuery(c)}`}>
          {t('consultations.contribute')}
        </ButtonLink>
      ) : null}
      {hasStatements ? (
        <ButtonLink kind="quiet" href={consultationPaths.statements(consultation)}>
          {t('consultations.vote')}
        </ButtonLink>
      ) : null}
    </Actions>
  )
}

function TakePart({ c, consultation }: { c: C; consultation: Consultation }) {
  const { t, context } = c.var
  const phase = phaseOf(consultation, context.now)
  const isOpen = phase === 'open'
  if (phase === 'closed') return <TookPart c={c} consultation={consultation} />
  return (
    <Card title={t('consultations.how')} size="small" {...(isOpen ? { tone: 'on-time' as const } : {})}>
      <div class="stack">
        {isOpen ? null : <p>{phaseWords(c, consultation)}</p>}
        <DescriptionList
          items={consultation.channels.map((channel) => ({
            term: t(`consultations.channel.${channel}`),
            value: t(`consultations.how.${channel}`),
          }))}
        />
        {consultation.channels.some((channel) => channel !== 'online') ? (
          <p>
            <a href={consultationPaths.sheet(consultation)}>{t('consultations.sheet.link')}</a>
          </p>
        ) : null}
        <p class="small muted">{t('consultations.how.same')}</p>
        <p>
          <a href={consultationPaths.lookUp()}>{t('consultations.look-up')}</a>
        </p>
      </div>
    </Card>
  )
}

/** Once it is over nobody is asked to write any more. */
function TookPart({ c, consultation }: { c: C; consultation: Consultation }) {
  const { t, context } = c.var
  const channels = consultation.channels.map((channel) => t(`consultations.channel.${channel}`))
  return (
    <Card title={t('consultations.how.was')} size="small">
      <p>{phaseWords(c, consultation)}</p>
      <p>{formatList(channels, context.locale)}</p>
      <p>
        <a href={consultationPaths.lookUp()}>{t('consultations.look-up')}</a>
      </p>
    </Card>
  )
}

function Axes({ c, shown: { consultation, languageOfAxis } }: { c: C; shown: Shown }) {
  const { t } = c.var
  if (consultation.axes.length === 0) return null
  return (
    <section aria-labelledby="axes">
      <h2 id="axes">{t('consultations.axes')}</h2>
      <Columns>
        {consultation.axes.map((axis) => (
          <Card title={<Said {...{ c, language: languageOfAxis(axis) }}>{axis.name}</Said>} size="small">
            {axis.guidingQuestion ? <p {...langOf(c, languageOfAxis(axis))}>{axis.guidingQuestion}</p> : null}
            {axis.sdgs.length > 0 ? (
              <p class="small muted">{t('consultations.sdgs', { list: axis.sdgs.join(', ') })}</p>
            ) : null}
            <p class="small">
              <a href={`${consultationPaths.contributions(consultation)}?eje=${axis.id}`}>
                {t('consultations.axis.contributions', { axis: axis.name })}
              </a>
            </p>
          </Card>
        ))}
      </Columns>
    </section>
  )
}

function About({ c, consultation }: { c: C; consultation: Consultation }) {
  const { t } = c.var
  const { source, exercise } = consultation
  const items = [
    ...(exercise
      ? [
          {
            term: t('consultations.exercise'),
            value: <a href={`/${consultation.space.slug}/ejercicios/${exercise.slug}`}>{exercise.title}</a>,
          },
        ]
      : []),
    ...(source
      ? [
          {
            term: t('consultations.source'),
            value: source.url ? <a href={source.url}>{source.title}</a> : source.title,
          },
        ]
      : []),
    ...(source?.licence ? [{ term: t('consultations.licence'), value: source.licence }] : []),
    ...(consultation.demographics.length > 0
      ? [
          {
            term: t('consultations.who'),
            value: <a href={consultationPaths.demographics(consultation)}>{t('consultations.who.link')}</a>,
          },
        ]
      : []),
    ...(consultation.hasStatements
      ? [
          {
            term: t('consultations.statements'),
            value: <a href={consultationPaths.opinions(consultation)}>{t('consultations.opinions.link')}</a>,
          },
        ]
      : []),
  ]
  return items.length > 0 ? <DescriptionList items={items} /> : null
}
