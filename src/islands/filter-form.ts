/** Filters as one chooses: the answer replaces the page's main part, and the address keeps the choice. */
class FilterForm extends HTMLElement {
  #waiting: ReturnType<typeof setTimeout> | undefined
  #asked: AbortController | undefined

  connectedCallback() {
    this.addEventListener('change', (event) => this.#soon(event, 0))
    this.addEventListener('input', (event) => this.#soon(event, 350))
  }

  #soon(event: Event, delayMs: number) {
    const field = event.target
    const typed = field instanceof HTMLInputElement && (field.type === 'search' || field.type === 'text')
    // Typing announces itself by 'input'; its 'change', on leaving the field, would ask twice.
    if (typed !== (event.type === 'input')) return
    clearTimeout(this.#waiting)
    this.#waiting = setTimeout(() => this.#ask(), delayMs)
  }

  async #ask() {
    const form = this.querySelector('form')
    if (!form) return
    const address = new URL(form.action)
    for (const [name, value] of new FormData(form)) if (value !== '') address.searchParams.append(name, String(value))
    this.#asked?.abort()
    this.#asked = new AbortController()
    try {
      const answer = await fetch(address, { signal: this.#asked.signal, headers: { accept: 'text/html' } })
      if (!answer.ok) throw new Error(String(answer.status))
      this.#show(new DOMParser().parseFromString(await answer.text(), 'text/html'), answer.url)
    } catch (error) {
      if ((error as Error).name !== 'AbortError') form.requestSubmit()
    }
  }

  /** Everything outside this element is renewed; the form stays, so focus and what is being typed stay too. */
  #show(page: Document, address: string) {
    const fresh = page.querySelector('filter-form')
    if (!fresh) return location.assign(address)
    history.replaceState(null, '', address)
    document.title = page.title
    renewAround(this, fresh, document.querySelector('main'))
    const [result, freshResult] = [this.querySelector('.filters-result'), fresh.querySelector('.filters-result')]
    if (result && freshResult) renewResult(result, freshResult)
    else if (freshResult) this.append(freshResult)
  }
}

/** A live region is only heard when its text changes in place. */
function renewResult(old: Element, fresh: Element) {
  const [status, words] = [old.querySelector('[role=status]'), fresh.querySelector('[role=status]')]
  if (status && words) status.textContent = words.textContent
  old.querySelector('a')?.remove()
  const clear = fresh.querySelector('a')
  if (clear) old.append(clear)
}

/** Walks up from the form to the page's main part, exchanging the brothers and sisters on every floor. */
function renewAround(kept: Element, fresh: Element, top: Element | null) {
  let [here, there]: [Element, Element] = [kept, fresh]
  while (here !== top) {
    const [parent, freshParent] = [here.parentElement, there.parentElement]
    if (!parent || !freshParent) return
    exchange(parent, here, freshParent, there)
    ;[here, there] = [parent, freshParent]
  }
}

function exchange(parent: Element, kept: Element, freshParent: Element, fresh: Element) {
  for (const child of [...parent.childNodes]) if (child !== kept) child.remove()
  const children = [...freshParent.childNodes]
  const place = children.indexOf(fresh)
  kept.before(...children.slice(0, place))
  kept.after(...children.slice(place + 1))
}

customElements.define('filter-form', FilterForm)
