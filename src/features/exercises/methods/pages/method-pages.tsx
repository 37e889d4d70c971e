import type { Child } from 'hono/jsx'
import type { C } from '../../../../platform/http/env.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { formatDate } from '../../../../ui/format.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Items } from '../../../../ui/Items.tsx'
import { Page } from '../../../../ui/Page.tsx'
import { langOf, Said } from '../../../../ui/Said.tsx'
import type { Space } from '../../../spaces/model.ts'
import { spaceFrame } from '../../../spaces/pages/space-frame.tsx'
import { conditionKey, conditionValues } from '../../conditions/words.ts'
import { exercisePaths, methodPaths } from '../../paths.ts'
import type { Condition, Method, StageDefinition } from '../model.ts'

/** The methods that a space can use. */
export function MethodsPage({ c, space, methods }: { c: C; space: Space; methods: readonly Method[] }) {
  const { t } = c.var
  const title = t('method.list.title')
  return (
    <Page c={c} {...frameOf(c, space, title)} title={title}>
      <PageHeader title={title} lead={t('method.list.lead')} />
      <Items
        label={title}
        items={methods.map(({ code, name, version, spaceId, definition }) => ({
          title: name,
          href: methodPaths.one(space.slug, code),
          meta: spaceId === null ? t('method.shipped') : t('method.of-space', { version, space: space.name }),
          state: t('method.stages', { count: definition.stages.length }),
        }))}
      />
    </Page>
  )
}

export function frameOf({ var: { t } }: C, space: Space, title: string, trail: { label: string; href: string }[] = []) {
  return spaceFrame(t, space, 'exercises', [
    { label: t('space.nav.exercises'), href: exercisePaths.list(space.slug) },
    ...(title === t('method.list.title')
      ? []
      : [{ label: t('method.list.title'), href: methodPaths.list(space.slug) }]),
    ...trail,
    { label: title },
  ])
}

/** Shipped methods are written in Spanish; a space writes its own in its language. */
function languageOf({ spaceId }: Method, space: Space): string {
  return spaceId === null ? 'es' : space.language
}

type MethodPageProps = { c: C; space: Space; method: Method; versions: readonly Method[]; canAdapt: boolean }

/** A method stage by stage, its sources and its versions. */
export function MethodPage({ c, space, method, versions, canAdapt }: MethodPageProps) {
  const { t } = c.var
  const { definition } = method
  const own = { c, language: languageOf(method, space) }
  const said = langOf(c, own.language)
  return (
    <Page c={c} {...frameOf(c, space, method.name)} title={method.name} description={definition.about} twins={['json']}>
      <PageHeader
        title={<Said {...own}>{method.name}</Said>}
        lead={<Said {...own}>{definition.about}</Said>}
        actions={
          canAdapt ? (
            <ButtonLink href={methodPaths.adapt(space.slug, method.code)}>
              {t(method.spaceId === null ? 'method.copy' : 'method.adapt')}
            </ButtonLink>
          ) : null
        }
      />
      <div class="with-aside">
        <section class="stack" aria-labelledby="etapas">
          <h2 id="etapas">{t('method.stages', { count: definition.stages.length })}</h2>
          <ol class="stages">
            {definition.stages.map((stage) => (
              <li>
                <h3 {...said}>{stage.name}</h3>
                <p {...said}>{stage.purpose}</p>
                <p class="small">
                  <strong>{t('exercise.takes-part')}</strong> <span {...said}>{stage.takesPart}</span>
                </p>
                {stage.days === null ? null : <p class="small muted">{t('method.days', { days: stage.days })}</p>}
                <Conditions c={c} method={method} stage={stage} language={own.language} />
              </li>
            ))}
          </ol>
        </section>
        <aside class="stack">
          <Sources c={c} method={method} />
          <Versions c={c} space={space} method={method} versions={versions} />
        </aside>
      </div>
    </Page>
  )
}

type ConditionsProps = { c: C; method: Method; stage: StageDefinition; language: string }

function Conditions({ c, method, stage, language }: ConditionsProps) {
  const { t } = c.var
  const named = { stages: method.definition.stages.map((one) => ({ ...one, definition: one })) }
  const list = (title: string, items: readonly Child[]) =>
    items.length === 0 ? null : (
      <>
        <p class="small">
          <strong>{title}</strong>
        </p>
        <ul class="small">
          {items.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      </>
    )
  const words = (conditions: readonly Condition[]) =>
    conditions.map((condition) => t(conditionKey({ condition }, 'asked'), conditionValues({ condition }, named)))
  return (
    <>
      {list(
        t('method.outputs'),
        stage.outputs.map(({ name, isMinimum }) => (
          <>
            <Said {...{ c, language }}>{name}</Said>
            {isMinimum ? null : ` (${t('exercise.outputs.optional')})`}
          </>
        )),
      )}
      {list(t('exercise.stage.opens'), words(stage.opens))}
      {list(t('exercise.stage.closes'), words(stage.closes))}
    </>
  )
}

function Sources({ c, method: { definition } }: { c: C; method: Method }) {
  return (
    <Card title={c.var.t('method.sources')} size="small">
      <ul class="plain-list">
        {definition.sources.map(({ title, url }) => (
          <li>{url ? <a href={url}>{title}</a> : title}</li>
        ))}
      </ul>
    </Card>
  )
}

function Versions({ c, space, method, versions }: Omit<MethodPageProps, 'canAdapt'>) {
  const { t, context } = c.var
  return (
    <Card title={t('method.versions')} size="small">
      <ol class="plain-list">
        {versions
          .filter(({ spaceId }) => spaceId === method.spaceId)
          .map(({ version, reason, madeAt, copiedFrom }) => (
            <li>
              <a href={`${methodPaths.one(space.slug, method.code)}?version=${version}`}>
                {t('method.version', { version })}
              </a>
              <span class="why">
                {formatDate(madeAt.toISOString(), context.locale)}
                {copiedFrom
                  ? ` · ${t('method.copied-from', { name: copiedFrom.name, version: copiedFrom.version })}`
                  : ''}
                {reason ? ` · ${reason}` : ''}
              </span>
            </li>
          ))}
      </ol>
    </Card>
  )
}
