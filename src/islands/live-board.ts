/** At most one renewal in this time, however fast posts arrive; spread a little, so that readers do not all ask at once. */
const [restMs, spreadMs, pollMs, sayMs] = [1_000, 400, 15_000, 20_000]

/**
 * `<live-board data-events="…/vivo" data-part="…/parte">`: renews what it holds when the server says that something changed, or
 * every quarter of a minute where that line cannot be held.
 */
class LiveBoard extends HTMLElement {
  #events: EventSource | null = null
  #poll: ReturnType<typeof setInterval> | undefined
  #waiting: ReturnType<typeof setTimeout> | undefined
  #renewedAt = Number.NEGATIVE_INFINITY
  #saidAt = Number.NEGATIVE_INFINITY
  #words = ''

  connectedCallback() {
    this.#words = this.#part?.dataset.words ?? ''
    document.addEventListener('visibilitychange', this.#look)
    this.#look()
  }

  disconnectedCallback() {
    document.removeEventListener('visibilitychange', this.#look)
    this.#stop()
  }

  get #part(): HTMLElement | null {
    return this.querySelector('#marcador')
  }

  /** A page that nobody looks at holds no line and asks for nothing. */
  #look = () => {
    if (document.hidden) return this.#stop()
    this.#listen()
    if (this.#renewedAt > 0) this.#soon()
  }

  #listen() {
    const address = this.dataset.events
    if (!address || this.#events) return
    this.#events = new EventSource(address)
    this.#events.addEventListener('open', () => clearInterval(this.#poll))
    this.#events.addEventListener('pass', () => this.#soon())
    this.#events.addEventListener('error', () => {
      clearInterval(this.#poll)
      this.#poll = setInterval(() => this.#soon(), pollMs)
      // The browser tries again by itself, unless the server said no.
      if (this.#events?.readyState === EventSource.CLOSED) this.#events = null
    })
  }

  #stop() {
    this.#events?.close()
    this.#events = null
    clearInterval(this.#poll)
    clearTimeout(this.#waiting)
    this.#waiting = undefined
  }

  #soon() {
    if (this.#waiting !== undefined) return
    const rest = Math.max(0, this.#renewedAt + restMs - performance.now())
    this.#waiting = setTimeout(() => this.#renew(), rest + Math.random() * spreadMs)
  }

  async #renew() {
    this.#waiting = undefined
    this.#renewedAt = performance.now()
    try {
      const answer = await fetch(this.dataset.part ?? '', { headers: { accept: 'text/html' } })
      if (answer.ok) this.#show(await answer.text())
    } catch {
      // No signal: the next message or turn asks again.
    }
  }

  #show(html: string) {
    const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector<HTMLElement>('#marcador')
    const old = this.#part
    if (!fresh || !old || fresh.innerHTML === old.innerHTML) return
    const opened = [...old.querySelectorAll('details')].map((details) => details.open)
    for (const [index, details] of [...fresh.querySelectorAll('details')].entries())
      details.open = opened[index] ?? false
    const focused = addressOfFocus(old)
    const scrolled = old.querySelector('.table-scroll')?.scrollLeft ?? 0
    old.replaceWith(fresh)
    fresh.querySelector('.table-scroll')?.scrollTo({ left: scrolled })
    if (focused) fresh.querySelector<HTMLElement>(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true })
    this.#say(fresh.dataset.words ?? '')
  }

  /** Only when the words changed, and not at every post. */
  #say(words: string) {
    if (words === this.#words || performance.now() - this.#saidAt < sayMs) return
    this.#words = words
    this.#saidAt = performance.now()
    const status = this.querySelector('[data-live-words]')
    if (status) status.textContent = words
  }
}

function addressOfFocus(inside: Element): string | null {
  const focused = document.activeElement
  return focused && inside.contains(focused) ? focused.getAttribute('href') : null
}

customElements.define('live-board', LiveBoard)
