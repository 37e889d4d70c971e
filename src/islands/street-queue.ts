import { downloadCopy } from './street/copy.ts'
import { rowOf, type Texts } from './street/item-row.ts'
import { sendQueue } from './street/send.ts'
import { drop, type Item, items, keep, onChange } from './street/store.ts'

/**
 * `<street-queue data-street="…" data-worker="…" data-keep="[…]" data-texts="{…}">`: what waits on this phone, each with its state;
 * sends it when there is a signal, and keeps the pages of the street for when there is none.
 */
class StreetQueue extends HTMLElement {
  #texts: Texts = {}
  #street = ''
  #isSending = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #forget: (() => void)[] = []

  connectedCallback() {
    this.#texts = JSON.parse(this.dataset.texts ?? '{}') as Texts
    this.#street = this.dataset.street ?? ''
    const listen = (target: EventTarget, name: string, act: () => void) => {
      target.addEventListener(name, act)
      this.#forget.push(() => target.removeEventListener(name, act))
    }
    listen(window, 'online', () => void this.#send(true))
    listen(window, 'offline', () => void this.#show())
    listen(document, 'visibilitychange', () => document.visibilityState === 'visible' && void this.#send())
    if (navigator.serviceWorker) listen(navigator.serviceWorker, 'message', () => void this.#send())
    this.#forget.push(onChange(() => void this.#changed()))
    void this.#keepPages()
    void this.#show()
    void this.#send()
  }

  disconnectedCallback() {
    for (const forget of this.#forget.splice(0)) forget()
    clearTimeout(this.#timer)
  }

  /** Without a worker everything still works while the page is open. */
  async #keepPages() {
    if (!navigator.serviceWorker || !this.dataset.worker) return
    const options = { scope: this.#street, type: 'module' as const }
    await navigator.serviceWorker.register(this.dataset.worker, options).catch(() => {})
    const { active } = await navigator.serviceWorker.ready
    const answer = new MessageChannel()
    answer.port1.onmessage = () => {
      this.dataset.ready = ''
      void this.#show()
    }
    active?.postMessage({ keep: JSON.parse(this.dataset.keep ?? '[]') }, [answer.port2])
  }

  async #changed() {
    await this.#show()
    await this.#send()
  }

  async #send(isNow = false) {
    clearTimeout(this.#timer)
    const all = await items(this.#street)
    if (isNow)
      for (const item of all.filter(({ state, nextAt }) => state === 'waiting' && nextAt > 0))
        await keep({ ...item, nextAt: 0 })
    const isDue = all.some(({ state, nextAt }) => state === 'waiting' && (isNow || nextAt <= Date.now()))
    if (isDue && navigator.onLine && !this.#isSending) {
      this.#isSending = true
      await sendQueue(this.#street, () => void this.#show()).finally(() => {
        this.#isSending = false
      })
    }
    await this.#show()
    this.#later(await items(this.#street))
  }

  #later(all: readonly Item[]) {
    const next = Math.min(...all.filter(({ state }) => state === 'waiting').map(({ nextAt }) => nextAt))
    if (Number.isFinite(next) && navigator.onLine)
      this.#timer = setTimeout(() => void this.#send(), Math.max(500, next - Date.now()))
  }

  async #show() {
    const all = await items(this.#street)
    const focused = document.activeElement?.getAttribute('aria-label')
    this.replaceChildren(...this.#parts(all))
    if (focused)
      for (const one of this.querySelectorAll('button')) if (one.getAttribute('aria-label') === focused) one.focus()
  }

  #parts(all: readonly Item[]): HTMLElement[] {
    const waiting = all.filter(({ state }) => state !== 'sent')
    const state = document.createElement('p')
    state.className = navigator.onLine ? 'small muted' : 'notice warning'
    state.setAttribute('role', 'status')
    const ready = 'ready' in this.dataset ? ` ${this.#texts.ready}` : ''
    const count = (this.#texts.count ?? '').replace('{count}', String(waiting.length))
    const signal = navigator.onLine ? `${this.#texts.online}${ready}` : this.#texts.offline
    state.textContent = `${signal} ${waiting.length > 0 ? count : this.#texts.empty}`
    if (all.length === 0) return [state]
    const box = document.createElement('section')
    box.className = 'card street-queue'
    const title = document.createElement('h2')
    title.className = 'card-title small'
    title.textContent = this.#texts.title ?? ''
    const list = document.createElement('ul')
    const asked = { again: (item: Item) => void this.#again(item), discard: (item: Item) => void this.#discard(item) }
    list.append(...all.map((item) => rowOf(item, this.#texts, this.#isSending, asked)))
    box.append(title, list, this.#actions(all))
    return [state, box]
  }

  #actions(all: readonly Item[]): HTMLElement {
    const actions = document.createElement('div')
    actions.className = 'actions'
    const button = (name: string, act: () => void) => {
      const made = document.createElement('button')
      made.type = 'button'
      made.className = 'button quiet small-button'
      made.textContent = this.#texts[name] ?? ''
      made.setAttribute('aria-label', this.#texts[name] ?? '')
      made.addEventListener('click', act)
      return made
    }
    actions.append(
      button('send', () => void this.#send(true)),
      button('copy', () => void downloadCopy(all)),
    )
    return actions
  }

  async #again(item: Item) {
    await keep({ ...item, state: 'waiting', reason: '', nextAt: 0, hasBegunAgain: false })
    await this.#send(true)
  }

  async #discard(item: Item) {
    if (item.state === 'sent' || confirm(this.#texts['discard-sure'])) await drop(item.clientId)
    await this.#show()
  }
}

customElements.define('street-queue', StreetQueue)
