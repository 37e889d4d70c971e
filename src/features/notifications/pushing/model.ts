import type { T } from '../../../platform/i18n.ts'
import type { PushMessage } from '../../../platform/push/send.ts'
import { headerText, type Item, type Subject } from '../model.ts'

/** What a browser shows: public words and an address, nothing of whoever reads it. */
export function pushMessage(t: T, subject: Subject, items: readonly Item[]): PushMessage {
  const [only] = items
  if (!only) return { title: headerText(subject.title), text: t('follow.push.first'), path: subject.path }
  const what = (item: Item) => t(`follow.kind.${item.kind}`)
  if (items.length === 1)
    return { title: headerText(what(only)), text: headerText(`${only.title} · ${only.place}`), path: only.path }
  const kinds = [...new Set(items.map(what))].slice(0, 3)
  return {
    title: headerText(t('follow.mail.subject', { count: items.length, title: subject.title })),
    text: headerText(kinds.join(' · ')),
    path: subject.path,
  }
}
