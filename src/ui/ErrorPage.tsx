import type { Fault } from '../platform/errors.ts'
import type { C } from '../platform/http/env.ts'
import { Page } from './Page.tsx'

type ErrorPageProps = {
  c: C
  title: string
  text: string
  faults?: readonly Fault[]
}

/** A calm page for what cannot be answered: what happened, what to mend, where to go on. */
export function ErrorPage({ c, title, text, faults = [] }: ErrorPageProps) {
  const { t } = c.var
  return (
    <Page c={c} title={title} noindex width="narrow">
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      {faults.length > 0 ? (
        <ul class="plain-list">
          {faults.map((fault) => {
            const sentence = t(fault.key, fault.values)
            return <li>{fault.href ? <a href={fault.href}>{sentence}</a> : sentence}</li>
          })}
        </ul>
      ) : null}
      <p>
        <a href="/">{t('error.home')}</a>
      </p>
    </Page>
  )
}
