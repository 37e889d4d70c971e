/** Half as often as somebody at the table looks up. */
const [everyMs, spreadMs] = [8_000, 3_000]

/**
 * `<live-part data-part="minuta">`: renews the part with that id from the page's own address while somebody looks at it. What has the
 * cursor in it is left alone until it has not.
 */
class LivePart extends HTMLElement {
  #waiting: ReturnType<typeof setTimeout> | undefined

  connectedCallback() {
    document.addEventListener('visibilitychange', this.#look)
    this.#look()
  }

  disconnectedCallback() {
    document.removeEventListener('visibilitychange', this.#look)
    clearTimeout(this.#waiting)
  }

  #look = () => {
    clearTimeout(this.#waiting)
    if (!document.hidden) this.#waiting = setTimeout(() => void this.#renew(), everyMs + Math.random() * spreadMs)
  }

  async #renew() {
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
      if (answer.ok) this.#show(await answer.text())
    } catch {
      // No signal: the next turn asks again.
    }
    this.#look()
  }

  #show(html: string) {
    const id = this.dataset.part ?? ''
    const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById(id)
    const old = this.querySelector(`#${CSS.escape(id)}`)
    if (!fresh || !old || fresh.innerHTML === old.innerHTML || old.contains(document.activeElement)) return
    // Inside the same element, which is announced politely; what was opened to be read stays open.
    const opened = [...old.querySelectorAll('details')].map((details) => details.open)
    old.replaceChildren(...fresh.childNodes)
    for (const [index, details] of [...old.querySelectorAll('details')].entries()) details.open = opened[index] ?? false
  }
}

customElements.define('live-part', LivePart)
