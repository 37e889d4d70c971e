import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Field } from '../../../ui/Field.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { Status } from '../../../ui/Status.tsx'
import { unbroken } from '../../../ui/unbroken.tsx'
import type { Space } from '../../spaces/model.ts'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import { stations, type Trace, wayOf } from '../model.ts'
import { threadPaths } from '../paths.ts'
import type { Found } from '../queries.ts'
import { haltWords } from './words.ts'

export function LookUpPage({ c, typed, missing }: { c: C; typed: string; missing: boolean }) {
  const { t } = c.var
  const title = t('thread.look-up.title')
  return (
    <Page c={c} title={title} width="narrow">
      <h1>{title}</h1>
      <p class="lead">{t('thread.look-up.lead')}</p>
      {missing ? (
        <ErrorSummary t={t} errors={[{ field: 'folio', message: t('thread.look-up.missing', { folio: typed }) }]} />
      ) : null}
      <form method="get" action={threadPaths.lookUp()} class="form">
        <Field
          t={t}
          name="folio"
          label={t('thread.folio')}
          hint={t('thread.folio-hint')}
          required
          value={typed}
          spellcheck={false}
          error={missing ? t('thread.look-up.missing', { folio: typed }) : undefined}
        />
        <Actions>
          <Button>{t('thread.look-up.submit')}</Button>
        </Actions>
      </form>
    </Page>
  )
}

export type ThreadView = {
  c: C
  space: Space
  place: Found
  trace: Trace
  typed: Typed
  errors: FieldErrors
  asked: boolean
}

/** The whole way of one contribution on a page of its own, for whoever holds the folio. */
export function ThreadPage(view: ThreadView) {
  const { c, space, place, trace, typed, errors, asked } = view
  const { t } = c.var
  const title = t('thread.title', { folio: trace.folio })
  const contribution = `/${place.space}/consultas/${place.consultation}/aportaciones/${trace.folio}`
  return (
    <Page
      c={c}
      title={title}
      {...spaceFrame(t, space, 'consultations', [{ label: title }])}
      twins={['json']}
      width="narrow"
    >
      <h1>{unbroken(title)}</h1>
      <p class="lead">
        <a href={contribution}>{t('thread.read-it')}</a>
      </p>
      <Stations c={c} space={place.space} trace={trace} />
      {place.exercise ? (
        <p>
          <a href={threadPaths.exercise({ space, slug: place.exercise.slug })}>
            {t('thread.of-exercise', { title: place.exercise.title })}
          </a>
        </p>
      ) : null}
      <Card title={t('thread.follow.title')} id="avisos">
        {asked ? <p role="status">{t('thread.follow.asked')}</p> : null}
        <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
        <form method="post" action={threadPaths.follow(trace.folio)} class="form" novalidate>
          <Field
            t={t}
            name="email"
            type="email"
            autocomplete="email"
            label={t('thread.follow.email')}
            hint={t('thread.follow.hint')}
            required
            value={typed.email}
            error={errors.email}
          />
          <Actions>
            <Button kind="quiet">{t('thread.follow.submit')}</Button>
          </Actions>
        </form>
      </Card>
    </Page>
  )
}

/** Station by station: what it came to, or where it stopped and why. */
export function Stations({ c, space, trace }: { c: C; space: string; trace: Trace }) {
  const { t } = c.var
  const way = wayOf(trace)
  const reached = stations.indexOf(way.reached)
  const says = wordsOf(c, space, trace)
  return (
    <ol class="stations">
      {stations.map((station, index) => (
        <li class={index <= reached ? 'reached' : 'ahead'} {...(index === reached ? { 'aria-current': 'step' } : {})}>
          <p class="station-name">
            {t(`thread.station.${station}`)}
            <span class="visually-hidden">: {t(index <= reached ? 'thread.reached' : 'thread.ahead')}</span>
          </p>
          {index <= reached ? says[station] : null}
          {index === reached && way.halt ? (
            <p>
              <Status
                kind={way.isOver ? 'paused' : 'not-started'}
                word={haltWords(t, way.halt)}
                why={way.halt === 'unpublished' ? t('thread.unpublished-why') : (way.reason ?? undefined)}
              />
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

function wordsOf(c: C, space: string, trace: Trace) {
  const { t, context } = c.var
  const promised = trace.drafts.flatMap(({ commitment }) => (commitment ? [commitment] : []))
  return {
    received: <p>{unbroken(t('thread.received', { folio: trace.folio }))}</p>,
    topic: trace.topic ? (
      <>
        <p>
          <a href={`/${space}/consultas/${trace.topic.consultation}/resultados#tema-${trace.topic.number}`}>
            {`${trace.topic.number}. ${trace.topic.name}`}
          </a>
        </p>
        {trace.outcome?.response ? <p>{t('thread.response', { text: trace.outcome.response })}</p> : null}
      </>
    ) : null,
    problem: trace.tree ? (
      <p>
        <a href={`/${space}/diagnosticos/${trace.tree.slug}`}>{trace.tree.title}</a>
        {trace.tree.node ? ` · ${t('thread.node', { node: trace.tree.node })}` : null}
      </p>
    ) : null,
    table: trace.table ? (
      <p>
        <a href={`/${space}/mesas/${trace.table.slug}`}>{trace.table.title}</a>
        {`, ${formatDate(trace.table.heldOn, context.locale)} · ${t('thread.agreements', { count: trace.table.agreements })}`}
      </p>
    ) : null,
    commitment: promised.map(({ number, title, href }) => (
      <p>
        <a href={href}>{`${number}. ${title}`}</a>
      </p>
    )),
    activity: promised
      .filter(({ begun }) => begun > 0)
      .map(({ href, activities, begun, verified }) => (
        <p>
          <a href={`${href}#hoja-de-ruta`}>{t('thread.activities', { activities, begun, verified })}</a>
        </p>
      )),
    evidence: promised
      .filter(({ evidence }) => evidence > 0)
      .map(({ href, evidence }) => (
        <p>
          <a href={`${href}#evidencias`}>{t('thread.evidence', { count: evidence })}</a>
        </p>
      )),
  }
}
