import type { C } from '../../../../platform/http/env.ts'
import { Details } from '../../../../ui/Details.tsx'
import { langOf } from '../../../../ui/Said.tsx'
import type { Channel, Consultation } from '../../model.ts'
import { beginning } from '../../pages/words.ts'
import { consultationPaths } from '../../paths.ts'

export type Text = { folio: string; title: string | null; body: string | null; language: string }

const long = 400

/** What somebody said, whole; a long one opens on a press. */
export function CodedText({ c, text }: { c: C; text: Text }) {
  if (text.body === null) return <p class="muted">{c.var.t('systematising.withheld')}</p>
  const lang = langOf(c, text.language)
  return (
    <div class="coded-text" {...lang}>
      {text.title ? <p class="coded-title">{text.title}</p> : null}
      {text.body.length <= long ? (
        <p>{text.body}</p>
      ) : (
        <Details summary={beginning(text.body, long - 80)}>
          <p>{text.body}</p>
        </Details>
      )}
    </div>
  )
}

export function textName(c: C, { title, body, folio }: Text): string {
  return title ?? (body === null ? c.var.t('systematising.withheld-one', { folio }) : beginning(body, 90))
}

type About = Text & { channel: string; territory: string | null; place?: string | null }

export function AboutLine({ c, consultation, item }: { c: C; consultation: Consultation; item: About }) {
  const parts = [c.var.t(`consultations.channel.${item.channel as Channel}`), item.place, item.territory].filter(
    Boolean,
  )
  return (
    <p class="small muted">
      <a href={consultationPaths.contribution(consultation, item.folio)}>{item.folio}</a> · {parts.join(' · ')}
    </p>
  )
}
