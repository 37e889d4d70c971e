import type { Child } from 'hono/jsx'
import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Button } from '../../../ui/Button.tsx'
import { RadioGroup } from '../../../ui/Choices.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fieldsWith } from '../../../ui/form-back.tsx'
import { Page } from '../../../ui/Page.tsx'
import { cadences, feedsOf, type Subject } from '../model.ts'
import { followPaths } from '../paths.ts'
import { BrowserFollow } from './browser-follow.tsx'

type AskProps = { c: C; subject: Subject; publicKey: string; typed?: Typed; errors?: FieldErrors }

export function AskPage({ c, subject, publicKey, typed = {}, errors = {} }: AskProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  const title = t('follow.ask.title', { title: subject.title })
  const entries = Object.entries(errors).map(([name, message]) => ({ field: name, message }))
  return (
    <Page c={c} title={title} noindex width="narrow" crumbs={crumbsOf(c, subject)} islands={['push-follow']}>
      <ErrorSummary t={t} errors={entries} />
      <h1>{title}</h1>
      <p class="lead">{t(`follow.ask.lead.${subject.type}`)}</p>
      <form method="post" action={followPaths.form} class="stack" novalidate>
        <input type="hidden" name="type" value={subject.type} />
        <input type="hidden" name="subject" value={subject.id} />
        <Field
          {...field('email')}
          type="email"
          label={t('people.email')}
          hint={t('follow.ask.email')}
          autocomplete="email"
          spellcheck={false}
          maxlength={254}
          required
        />
        <RadioGroup
          {...field('cadence', 'at-once')}
          label={t('follow.cadence')}
          options={cadences.map((value) => ({
            value,
            label: t(`follow.cadence.${value}`),
            hint: t(`follow.cadence.${value}.hint`),
          }))}
          required
        />
        <p class="small muted">
          {t('follow.ask.privacy')} <a href="/privacidad">{t('people.notice.read')}</a>
        </p>
        <Button>{t('follow.ask.button')}</Button>
      </form>
      <BrowserFollow c={c} subject={subject} publicKey={publicKey} />
      <Feeds c={c} subject={subject} />
    </Page>
  )
}

/** The same without leaving an address: for programs that ask by themselves. */
function Feeds({ c, subject }: { c: C; subject: Subject }) {
  const { t } = c.var
  const { atom, ics } = feedsOf(subject)
  return (
    <section class="stack" aria-labelledby="follow-feeds">
      <h2 id="follow-feeds">{t('follow.feeds.title')}</h2>
      <p>{t('follow.feeds.text')}</p>
      <ul>
        <li>
          <a href={atom} type="application/atom+xml">
            {t('follow.feeds.atom')}
          </a>
        </li>
        <li>
          <a href={ics} type="text/calendar">
            {t('follow.feeds.ics')}
          </a>
        </li>
      </ul>
    </section>
  )
}

/** The browser is on the list; whether its first message arrives, it shows itself. */
export function BrowserAskedPage({ c, subject, token }: { c: C; subject: Subject; token: string }) {
  const { t } = c.var
  return (
    <Words c={c} title={t('follow.push.asked.title')} subject={subject}>
      <p class="lead">{t('follow.push.asked.text', { title: subject.title })}</p>
      <p>
        <a href={followPaths.manage(token)}>{t('follow.push.own')}</a>
      </p>
    </Words>
  )
}

export function AskedPage({ c, subject }: { c: C; subject: Subject }) {
  const { t } = c.var
  return (
    <Words c={c} title={t('follow.asked.title')} subject={subject}>
      <p class="lead">{t('follow.asked.text')}</p>
      <p>{t('people.sent.hint')}</p>
    </Words>
  )
}

export function ConfirmPage({ c, subject, token }: { c: C; subject: Subject; token: string }) {
  const { t } = c.var
  return (
    <Words c={c} title={t('follow.confirm.title')} subject={subject}>
      <p class="lead">{t('follow.confirm.text', { title: subject.title })}</p>
      <form method="post" action="/seguir/confirmar">
        <input type="hidden" name="token" value={token} />
        <Button>{t('follow.confirm.button')}</Button>
      </form>
    </Words>
  )
}

export function SpentPage({ c }: { c: C }) {
  const { t } = c.var
  return (
    <Words c={c} title={t('follow.spent.title')}>
      <p class="lead">{t('follow.spent.text')}</p>
    </Words>
  )
}

export function LeavePage({ c, subject, token }: { c: C; subject: Subject | null; token: string }) {
  const { t } = c.var
  return (
    <Words c={c} title={t('follow.leave.title')} subject={subject}>
      <p class="lead">{subject ? t('follow.leave.text', { title: subject.title }) : t('follow.leave.text.nameless')}</p>
      <form method="post" action={followPaths.leave(token)}>
        <Button>{t('follow.leave.button')}</Button>
      </form>
      <p>
        <a href={followPaths.manage(token)}>{t('follow.mail.manage')}</a>
      </p>
    </Words>
  )
}

export function LeftPage({ c }: { c: C }) {
  const { t } = c.var
  return (
    <Words c={c} title={t('follow.left.title')}>
      <p class="lead">{t('follow.left.text')}</p>
    </Words>
  )
}

function crumbsOf(c: C, subject: Subject | null | undefined) {
  const { t } = c.var
  return subject ? [{ label: subject.title, href: subject.path }, { label: t('follow.crumb') }] : []
}

type WordsProps = { c: C; title: string; subject?: Subject | null; children: Child }

function Words({ c, title, subject, children }: WordsProps) {
  return (
    <Page c={c} title={title} noindex width="narrow" crumbs={crumbsOf(c, subject)}>
      <h1>{title}</h1>
      {children}
    </Page>
  )
}
