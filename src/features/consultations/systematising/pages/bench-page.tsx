import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Card, WithAside } from '../../../../ui/Card.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import type { Consultation } from '../../model.ts'
import { figure } from '../../pages/words.ts'
import type { Bench, BenchQuery, Coded } from '../coding/queries.ts'
import type { Progress, Topic } from '../model.ts'
import { systematisingPaths } from '../paths.ts'
import type { Settings } from '../queries.ts'
import { CodeForm, codeFormId } from './code-form.tsx'
import { AboutLine, CodedText, textName } from './coded-text.tsx'
import { BenchFrame } from './frame.tsx'
import { ProgressBar } from './progress-bar.tsx'

export type BenchView = {
  consultation: Consultation
  progress: Progress
  topics: readonly Topic[]
  settings: Settings
  bench: Bench
  asked: BenchQuery
  lastAct: string | null
  saved: { count: number; passedOver: number } | null
  wrong: { typed: Typed; errors: FieldErrors } | null
}

const whereOf = ({ group, folio, skipped }: BenchQuery, skip = skipped) => ({
  grupo: group,
  aportacion: folio,
  salto: skip,
})

/** One contribution with those most like it, or a suggested group: ticked ones get one word together. */
export function BenchPage({ c, view }: { c: C; view: BenchView }) {
  const { t } = c.var
  const { consultation, progress, bench, saved, wrong } = view
  return (
    <BenchFrame
      c={c}
      consultation={consultation}
      section="bench"
      title={t('systematising.title')}
      islands={['coding-keys']}
      {...(wrong ? { errors: wrong.errors } : {})}
    >
      <ProgressBar c={c} consultation={consultation} progress={progress} />
      {saved ? (
        <Notice t={t} kind="success" live>
          <p>{t('systematising.saved', { count: saved.count })}</p>
          {saved.passedOver > 0 ? <p>{t('systematising.passed-over', { count: saved.passedOver })}</p> : null}
        </Notice>
      ) : null}
      <SuggestionNotice c={c} view={view} />
      {bench.items.length > 0 ? <Work c={c} view={view} /> : <Nothing c={c} view={view} />}
    </BenchFrame>
  )
}

function SuggestionNotice({ c, view }: { c: C; view: BenchView }) {
  const { t } = c.var
  const { consultation, settings, progress } = view
  const isUnderWay =
    settings.suggestionsAskedAt !== null &&
    (settings.suggestedAt === null || settings.suggestedAt < settings.suggestionsAskedAt)
  const missing = progress.received - (settings.suggestedFrom ?? 0)
  if (progress.received === 0 || (missing <= 0 && !isUnderWay)) return null
  return (
    <Notice t={t}>
      <p>
        {isUnderWay ? t('systematising.suggest.under-way') : t('systematising.suggest.missing', { count: missing })}
      </p>
      {isUnderWay ? null : (
        <form method="post" action={systematisingPaths.suggest(consultation)}>
          <Button kind="quiet" small>
            {t('systematising.suggest')}
          </Button>
        </form>
      )}
    </Notice>
  )
}

function Nothing({ c, view }: { c: C; view: BenchView }) {
  const { t } = c.var
  const { consultation, asked, lastAct } = view
  const isPart = asked.group !== null || asked.folio !== null || asked.skipped > 0
  const actions = (
    <>
      {isPart ? (
        <ButtonLink href={systematisingPaths.bench(consultation)}>{t('systematising.from-start')}</ButtonLink>
      ) : (
        <ButtonLink href={systematisingPaths.disputes(consultation)}>{t('systematising.part.disputes')}</ButtonLink>
      )}
      {lastAct ? <UndoForm c={c} consultation={consultation} act={lastAct} /> : null}
    </>
  )
  return (
    <EmptyState title={t(isPart ? 'systematising.nothing-here' : 'systematising.nothing')} actions={actions}>
      <p>{t('systematising.nothing.text')}</p>
    </EmptyState>
  )
}

function Work({ c, view }: { c: C; view: BenchView }) {
  const { t } = c.var
  const { consultation, bench, asked, topics, wrong, lastAct } = view
  const chosen = wrong?.typed.contributions?.split('\n') ?? null
  const isGroup = asked.group !== null
  return (
    <coding-keys data-on={t('systematising.keys.on')}>
      <WithAside
        label={t('systematising.where')}
        aside={
          <>
            <Card size="small" tone="at-risk">
              <CodeForm
                c={c}
                action={systematisingPaths.bench(consultation, whereOf(asked))}
                topics={topics}
                typed={wrong?.typed ?? {}}
                errors={wrong?.errors ?? {}}
              />
              <p>
                <a
                  class="skip-item"
                  href={systematisingPaths.bench(
                    consultation,
                    whereOf({ ...asked, folio: null }, asked.skipped + (isGroup ? bench.items.length : 1)),
                  )}
                >
                  {t('systematising.skip')}
                </a>
              </p>
            </Card>
            {lastAct ? <UndoForm c={c} consultation={consultation} act={lastAct} /> : null}
            <Keys c={c} />
          </>
        }
      >
        <p class="lead">
          {isGroup
            ? t('systematising.lead.group', { group: asked.group ?? 0, waiting: bench.waiting })
            : t('systematising.lead', { waiting: bench.waiting })}
        </p>
        <ol class="coded-items">
          {bench.items.map((item, index) => (
            <BenchItem
              c={c}
              consultation={consultation}
              item={item}
              checked={chosen ? chosen.includes(item.id) : isGroup || index === 0 || (item.score ?? 0) >= nearlyTheSame}
              note={
                item.score === null
                  ? null
                  : t('systematising.alike', { percent: figure(c, Math.round(item.score * 100)) })
              }
            />
          ))}
        </ol>
      </WithAside>
    </coding-keys>
  )
}

/** Ticked from the start: they read nearly the same. */
const nearlyTheSame = 0.9

type ItemProps = { c: C; consultation: Consultation; item: Coded; checked: boolean; note: string | null }

function BenchItem({ c, consultation, item, checked, note }: ItemProps) {
  return (
    <li>
      <label class="choice">
        <input
          type="checkbox"
          name="contributions"
          value={item.id}
          form={codeFormId}
          checked={checked}
          aria-label={textName(c, item)}
        />
        <span class="small muted">{note ?? c.var.t('systematising.this-one')}</span>
      </label>
      <CodedText c={c} text={item} />
      <AboutLine c={c} consultation={consultation} item={item} />
    </li>
  )
}

export function UndoForm({ c, consultation, act }: { c: C; consultation: Consultation; act: string }) {
  return (
    <form method="post" action={systematisingPaths.undo(consultation)} id="undo">
      <input type="hidden" name="act" value={act} />
      <Button kind="quiet" small>
        {c.var.t('systematising.undo')}
      </Button>
    </form>
  )
}

const keys = ['number', 'n', 'x', 'enter', 'j', 'c', 'z'] as const

function Keys({ c }: { c: C }) {
  const { t } = c.var
  return (
    <dl class="keys" aria-label={t('systematising.keys')}>
      {keys.map((key) => (
        <div>
          <dt>
            <kbd>{key === 'number' ? '1…' : key === 'enter' ? 'Enter' : key}</kbd>
          </dt>
          <dd>{t(`systematising.key.${key}`)}</dd>
        </div>
      ))}
    </dl>
  )
}
