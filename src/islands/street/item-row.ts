import type { Item } from './store.ts'

export type Texts = Readonly<Record<string, string>>

export type Asked = { again(item: Item): void; discard(item: Item): void }

/** One line of the queue: what it is, its state in words and, where the person has to act, what to do. */
export function rowOf(item: Item, texts: Texts, isSending: boolean, asked: Asked): HTMLLIElement {
  const row = document.createElement('li')
  row.dataset.state = item.state
  const name = document.createElement('strong')
  name.textContent = item.title
  const state = document.createElement('span')
  state.className = 'small'
  state.textContent = stateOf(item, texts, isSending)
  row.append(name, state)
  const total = item.photos.reduce((sum, { blob }) => sum + blob.size, 0)
  if (item.state === 'waiting' && total > 0) row.append(progressOf(item, total))
  row.append(...actionsOf(item, texts, asked))
  return row
}

function stateOf(item: Item, texts: Texts, isSending: boolean): string {
  const text = (name: string) => texts[name] ?? ''
  const kind = text(item.kind)
  const photos = item.photos.length > 0 ? ` · ${text('photos').replace('{count}', String(item.photos.length))}` : ''
  const say = (what: string) => `${kind}${photos} · ${what}`
  if (item.state === 'refused') return say(`${text('refused')} ${item.reason}`)
  if (item.state !== 'waiting') return say(text(item.state))
  if (isSending && item.nextAt <= Date.now()) return say(text('sending'))
  const seconds = Math.ceil((item.nextAt - Date.now()) / 1000)
  if (navigator.onLine && seconds > 0) return say(text('retry').replace('{seconds}', String(seconds)))
  return say(text('waiting'))
}

function progressOf(item: Item, total: number): HTMLProgressElement {
  const bar = document.createElement('progress')
  bar.max = total
  bar.value = item.photos.reduce((sum, { sentBytes }) => sum + sentBytes, 0)
  bar.setAttribute('aria-label', item.title)
  return bar
}

function actionsOf(item: Item, texts: Texts, { again, discard }: Asked): HTMLElement[] {
  const link = (href: string, name: string) => {
    const made = document.createElement('a')
    made.href = href
    made.textContent = texts[name] ?? ''
    return made
  }
  const button = (name: string, act: () => void) => {
    const made = document.createElement('button')
    made.type = 'button'
    made.className = 'link-button'
    made.textContent = texts[name] ?? ''
    made.setAttribute('aria-label', `${texts[name]}: ${item.title}`)
    made.addEventListener('click', act)
    return made
  }
  if (item.state === 'sent') return [link(item.receipt, 'receipt'), button('discard', () => discard(item))]
  if (item.state === 'signed-out')
    return [link(`/entrar?volver=${encodeURIComponent(item.street)}`, 'sign-in'), button('again', () => again(item))]
  const drop = button('discard', () => discard(item))
  return item.state === 'refused' ? [button('again', () => again(item)), drop] : [drop]
}
