import type { Child } from 'hono/jsx'
import type { C } from '../../../platform/http/env.ts'
import type { MessageKey } from '../../../platform/i18n.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { Details } from '../../../ui/Details.tsx'
import { formatDate, formatList } from '../../../ui/format.ts'
import { PageHeader } from '../../../ui/Header.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Status } from '../../../ui/Status.tsx'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import { elementsOf, roadmapElements } from '../completeness/model.ts'
import { activitiesOf, type CommitmentDocument, localCriteria, type Part, partiesOf, type TextField } from '../model.ts'
import { commitmentPaths, planPaths } from '../paths.ts'
import { standingPause } from '../plan/model.ts'
import { AssessmentsCard } from './assessments-card.tsx'
import type { CommitmentView } from './commitment-view.ts'
import { HistoryCard } from './history-card.tsx'
import { IndicatorsCard } from './indicators-card.tsx'
import { RoadmapCard } from './roadmap-card.tsx'
import { SaidCard } from './said-card.tsx'
import { absence, periodOf } from './words.ts'

/** Everything about one promise: what it is, who says what of it, its roadmap, why it exists and what happened to it. */
export function CommitmentPage({ c, view }: { c: C; view: CommitmentView }) {
  const { t, context } = c.var
  const { plan, stored, said } = view
  const commitment = stored.document
  const number = t('public.number', { number: commitment.number })
  return (
    <Page
      c={c}
      {...spaceFrame(t, plan.space, 'board', [
        { label: plan.title, href: planPaths.plan(plan) },
        { label: t('board.title'), href: planPaths.board(plan) },
        { label: number },
      ])}
      title={commitment.title}
      description={commitment.summary ?? commitment.expectedResults ?? commitment.title}
      canonical={commitmentPaths.commitment(plan, commitment.key)}
      changedAt={stored.updatedAt}
      twins={['json', 'atom', 'ics']}
      banners={<PauseBanner c={c} view={view} />}
    >
      <PageHeader
        title={
          commitment.language === context.locale ? (
            commitment.title
          ) : (
            <span lang={commitment.language}>{commitment.title}</span>
          )
        }
        status={
          <>
            <Status {...said.status} /> <span class="muted">{number}</span>
          </>
        }
        lead={commitment.summary ?? undefined}
        actions={
          view.canEdit ? (
            <ButtonLink href={commitmentPaths.edit(plan, commitment.key)} kind="quiet">
              {t('public.edit')}
            </ButtonLink>
          ) : undefined
        }
      />
      <SaidCard c={c} said={said} />
      <div class="with-aside">
        <div class="stack">
          <ElementsCard c={c} view={view} />
          <RoadmapCard c={c} view={view} />
          <IndicatorsCard c={c} commitment={commitment} />
          <WhyCard c={c} commitment={commitment} />
          <AlignmentCard c={c} view={view} />
          <AssessmentsCard c={c} commitment={commitment} />
        </div>
        <aside class="stack">
          <HistoryCard c={c} view={view} />
          <SourcesCard c={c} commitment={commitment} />
        </aside>
      </div>
    </Page>
  )
}

function PauseBanner({ c, view: { plan, stored } }: { c: C; view: CommitmentView }) {
  const { t, context } = c.var
  const pause = standingPause(plan.pauses, stored.id)
  if (!pause) return null
  const date = formatDate(pause.since, context.locale)
  const title =
    pause.commitmentId === null
      ? t(`board.banner.${pause.kind}`, { date })
      : t(`board.banner.commitment.${pause.kind}`, { date })
  return (
    <Notice t={t} kind="warning" title={title}>
      <p>{t('board.banner.text', { party: pause.party, reason: pause.reason })}</p>
    </Notice>
  )
}

/** Text as people wrote it, its paragraphs kept; nothing in it is ever markup. */
export function Prose({ text, lang }: { text: string; lang?: string | undefined }) {
  const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '')
  return (
    <>
      {paragraphs.map((paragraph) => (
        <p class="prose" {...(lang ? { lang } : {})}>
          {paragraph}
        </p>
      ))}
    </>
  )
}

function Names({ commitment, part }: { commitment: CommitmentDocument; part: Part }) {
  const names = partiesOf(commitment, part).map((party) =>
    party.acronym ? `${party.name} (${party.acronym})` : party.name,
  )
  return names.length === 1 ? (
    names[0]
  ) : (
    <ul>
      {names.map((name) => (
        <li>{name}</li>
      ))}
    </ul>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return lines.length === 1 ? (
    lines[0]
  ) : (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

function ElementsCard({ c, view: { plan, stored, history } }: { c: C; view: CommitmentView }) {
  const { t, context } = c.var
  const commitment = stored.document
  const present = elementsOf(commitment)
  const activities = activitiesOf(commitment)
  const unique = (lines: readonly (string | null)[]) => [...new Set(lines.filter((line) => line !== null))]
  const changes = history.filter((happened) => happened.kind === 'version').length
  const values: Record<(typeof roadmapElements)[number], () => Child> = {
    responsibleOffice: () => commitment.responsibleOffice,
    coResponsible: () => <Names commitment={commitment} part="co-responsible" />,
    activities: () => (
      <a href="#hoja-de-ruta">
        {t('public.activities.count', { count: activities.length, actions: commitment.keyActions.length })}
      </a>
    ),
    finalResult: () => commitment.finalResult,
    expectedProducts: () => (
      <Lines
        lines={
          commitment.expectedProducts.length > 0
            ? commitment.expectedProducts
            : unique(activities.map((one) => one.product))
        }
      />
    ),
    indicators: () => <Lines lines={commitment.indicators.map((indicator) => indicator.name)} />,
    meansOfVerification: () => (
      <Lines
        lines={
          commitment.meansOfVerification.length > 0
            ? commitment.meansOfVerification
            : unique(activities.map((one) => one.meansOfVerification))
        }
      />
    ),
    dates: () => (
      <>
        {periodOf(t, context.locale, commitment)}{' '}
        {changes > 0 ? (
          <a href={commitmentPaths.version(plan, commitment.key, stored.version)}>
            ({t('public.changed', { times: changes })})
          </a>
        ) : null}
      </>
    ),
  }
  const fields: Partial<Record<(typeof roadmapElements)[number], string>> = {
    coResponsible: 'organizations',
    dates: 'startsOn',
  }
  const dates = Object.values(commitment.asWritten)
  return (
    <Card id="ocho-elementos" title={t('public.elements')}>
      <DescriptionList
        items={[
          ...(partiesOf(commitment, 'lead').length > 0
            ? [{ term: t('public.lead'), value: <Names commitment={commitment} part="lead" /> }]
            : []),
          ...roadmapElements.map((element) => ({
            term: t(`public.element.${element}`),
            value: present[element] ? (
              values[element]()
            ) : (
              <span class="muted">
                {element === 'dates' && dates.length > 0
                  ? t('public.asWritten', { text: dates.join(' – ') })
                  : absence(t, commitment, fields[element] ?? element)}
              </span>
            ),
          })),
        ]}
      />
    </Card>
  )
}

const reasons: readonly TextField[] = [
  ...(['problem', 'causes', 'previousActions', 'solution', 'expectedResults'] as const),
  ...(['transparency', 'accountability', 'participation'] as const),
]

function WhyCard({ c, commitment }: { c: C; commitment: CommitmentDocument }) {
  const { t, context } = c.var
  const told = reasons.filter((field) => commitment[field])
  const untold = reasons.filter((field) => !commitment[field])
  const lang = commitment.language === context.locale ? undefined : commitment.language
  return (
    <Card title={t('public.why')}>
      {told.map((field) => (
        <>
          <h3>{t(`public.${field}` as MessageKey)}</h3>
          <Prose text={commitment[field] ?? ''} lang={lang} />
        </>
      ))}
      {commitment.fullText ? (
        <Details summary={t('public.fullText')} open={told.length === 0}>
          <Prose text={commitment.fullText} lang={lang} />
        </Details>
      ) : null}
      {untold.length > 0 ? <Untold c={c} commitment={commitment} fields={untold} /> : null}
    </Card>
  )
}

/** What nobody published, said once for each reason instead of once a field. */
function Untold({ c, commitment, fields }: { c: C; commitment: CommitmentDocument; fields: readonly TextField[] }) {
  const { t, context } = c.var
  const groups = Map.groupBy(fields, (field) => absence(t, commitment, field))
  return (
    <DescriptionList
      items={[...groups].map(([why, names]) => ({
        term: <span class="capitalised">{why}</span>,
        value: formatList(
          names.map((field) => t(`public.${field}` as MessageKey).toLocaleLowerCase(context.locale)),
          context.locale,
        ),
      }))}
    />
  )
}

function AlignmentCard({ c, view }: { c: C; view: CommitmentView }) {
  const { t, context } = c.var
  const commitment = view.stored.document
  const absent = (field: string) => <span class="muted">{absence(t, commitment, field)}</span>
  const items: { term: Child; value: Child }[] = [
    {
      term: t('public.sdgs'),
      value:
        commitment.sdgs.length > 0 ? (
          <Lines
            lines={commitment.sdgs.map(({ goal, target }) => {
              const name = `${goal}. ${t(`sdg.${goal}` as MessageKey)}`
              return target ? `${name} (${target})` : name
            })}
          />
        ) : (
          absent('sdgs')
        ),
    },
    {
      term: areasTerm(c, commitment),
      value:
        commitment.policyAreas.length > 0 ? (
          <Lines
            lines={commitment.policyAreas.map((area) => {
              const names = view.areaNames.get(`${area.scheme}/${area.version}/${area.code}`)
              return (context.locale === 'en' ? names?.nameEn : names?.name) ?? area.code
            })}
          />
        ) : (
          absent('policyAreas')
        ),
    },
    {
      term: t('public.values'),
      value:
        commitment.values.length > 0 ? (
          <Lines lines={commitment.values.map((value) => t(`public.value.${value}`))} />
        ) : (
          absent('values')
        ),
    },
    { term: t('public.nationalAxis'), value: axisOf(commitment) ?? absent('nationalAxis') },
    ...(commitment.territories.length > 0
      ? [
          {
            term: t('public.territories'),
            value: <Lines lines={commitment.territories.map((key) => view.territoryNames.get(key) ?? key)} />,
          },
        ]
      : []),
    ...(commitment.country
      ? [{ term: t('public.country'), value: view.territoryNames.get(commitment.country) ?? commitment.country }]
      : []),
    { term: t('public.origin'), value: commitment.origin ? t(`public.origin.${commitment.origin}`) : absent('origin') },
    ...(partiesOf(commitment, 'supporting').length > 0
      ? [{ term: t('public.supporting'), value: <Names commitment={commitment} part="supporting" /> }]
      : []),
    ...(['genderInclusion', 'budgetNote', 'supportingActors', 'assumptions'] as const).map((field) => ({
      term: t(`public.${field}`),
      value: commitment[field] ?? absent(field),
    })),
    ...localCriteria.flatMap((field) => {
      const answer = commitment[field]
      return answer ? [{ term: t(`commitment.field.${field}`), value: answer }] : []
    }),
    ...(commitment.externalId ? [{ term: t('public.externalId'), value: commitment.externalId }] : []),
  ]
  return (
    <Card title={t('public.alignment')}>
      <DescriptionList items={items} />
    </Card>
  )
}

function areasTerm(c: C, commitment: CommitmentDocument): string {
  const version = commitment.policyAreas[0]?.version
  return version ? c.var.t('public.policyAreas', { version }) : c.var.t('public.policyAreas.plain')
}

function axisOf({ nationalAxis, nationalAxisScheme }: CommitmentDocument): string | null {
  return nationalAxis && nationalAxisScheme ? `${nationalAxis} (${nationalAxisScheme})` : nationalAxis
}

function SourcesCard({ c, commitment }: { c: C; commitment: CommitmentDocument }) {
  if (commitment.sources.length === 0) return null
  return (
    <Card title={c.var.t('public.sources')} size="small">
      <Sources sources={commitment.sources.slice(0, sourcesShown)} />
      {commitment.sources.length > sourcesShown ? (
        <Details summary={`+ ${commitment.sources.length - sourcesShown}`}>
          <Sources sources={commitment.sources.slice(sourcesShown)} />
        </Details>
      ) : null}
    </Card>
  )
}

const sourcesShown = 6

function Sources({ sources }: { sources: CommitmentDocument['sources'] }) {
  return (
    <ul class="sources">
      {sources.map((source) => (
        <li>
          {source.url && /^https?:\/\//.test(source.url) ? (
            <a href={source.url} rel="noopener nofollow">
              {source.title}
            </a>
          ) : (
            source.title
          )}
          {source.note ? <span class="why">{source.note}</span> : null}
        </li>
      ))}
    </ul>
  )
}
