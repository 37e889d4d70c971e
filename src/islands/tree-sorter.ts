/**
 * `<tree-sorter>` around a tree's list: each node gets a handle that is dragged, or moved with the arrow keys, over the node's own
 * form (`form[data-node]`, whose buttons carry `data-way`). What was done is said aloud; the list is the server's answer, so that
 * what others moved meanwhile is seen, and never overwritten.
 */
const ways: Record<string, string> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' }

type Drop = { node: HTMLElement; to: string; where: string }

class TreeSorter extends HTMLElement {
  #status = document.createElement('p')
  #drop: Drop | null = null
  #isBusy = false

  connectedCallback() {
    this.#status.className = 'tree-status'
    this.#status.setAttribute('role', 'status')
    const keys = document.createElement('p')
    keys.className = 'small muted'
    keys.id = 'tree-keys'
    keys.textContent = this.dataset.keys ?? ''
    this.prepend(keys, this.#status)
    this.addEventListener('submit', (event) => {
      const form = event.target
      if (!(form instanceof HTMLFormElement) || !form.dataset.node) return
      event.preventDefault()
      void this.#send(form, event.submitter instanceof HTMLButtonElement ? event.submitter.value : '')
    })
    this.#offerHandles()
  }

  #offerHandles() {
    for (const form of this.querySelectorAll<HTMLFormElement>('form[data-node]')) {
      const handle = document.createElement('button')
      handle.type = 'button'
      handle.className = 'button quiet small-button tree-handle'
      handle.textContent = '⠿'
      handle.setAttribute('aria-label', (this.dataset.handle ?? '').replace('{node}', this.#wordsOf(form)))
      handle.setAttribute('aria-describedby', 'tree-keys')
      handle.addEventListener('keydown', (event) => this.#press(event, form))
      handle.addEventListener('pointerdown', (event) => this.#grab(event, handle))
      handle.addEventListener('pointermove', (event) => this.#drag(event, form))
      handle.addEventListener('pointerup', () => this.#release(form))
      handle.addEventListener('pointercancel', () => this.#mark(null))
      form.prepend(handle)
    }
  }

  #wordsOf(element: Element | null) {
    return element?.closest('.tree-node')?.querySelector('.tree-wording')?.textContent?.trim() ?? ''
  }

  #press(event: KeyboardEvent, form: HTMLFormElement) {
    if (event.key === 'Escape') this.#mark(null)
    const way = ways[event.key]
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const button = form.querySelector<HTMLButtonElement>(`button[data-way=${way}]`)
    if (button) void this.#send(form, button.value)
    else this.#say(this.dataset.edge ?? '')
  }

  #grab(event: PointerEvent, handle: HTMLElement) {
    if (event.button !== 0) return
    handle.setPointerCapture(event.pointerId)
  }

  /** Above the middle third of a node it is put before it, below after it, in the middle under it. */
  #drag(event: PointerEvent, form: HTMLFormElement) {
    const handle = event.currentTarget
    if (!(handle instanceof HTMLElement) || !handle.hasPointerCapture(event.pointerId)) return
    if (event.clientY < 60) scrollBy(0, -12)
    else if (event.clientY > innerHeight - 60) scrollBy(0, 12)
    const node = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('.tree-node') ?? null
    const target = node?.querySelector<HTMLFormElement>('form[data-node]')
    const isOwn = node ? form.closest('li')?.contains(node) : true
    if (!node || isOwn || node.closest('section') !== form.closest('section')) {
      this.#mark(null)
      return
    }
    const box = node.getBoundingClientRect()
    const part = (event.clientY - box.top) / box.height
    const where = part < 1 / 3 ? 'before' : part > 2 / 3 ? 'after' : 'under'
    const { node: id = '', parent = '' } = target?.dataset ?? {}
    this.#mark({ node, where, to: where === 'under' ? id : `${where}:${id}@${parent}` })
  }

  #mark(drop: Drop | null) {
    delete this.#drop?.node.dataset.drop
    this.#drop = drop
    if (drop) drop.node.dataset.drop = drop.where
  }

  #release(form: HTMLFormElement) {
    const drop = this.#drop
    this.#mark(null)
    if (drop) void this.#send(form, drop.to)
  }

  async #send(form: HTMLFormElement, to: string) {
    if (this.#isBusy) return
    this.#isBusy = true
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form)) body.append(name, String(value))
    body.set('to', to)
    try {
      const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' } })
      this.#show(new DOMParser().parseFromString(await answer.text(), 'text/html'), form.dataset.node ?? '')
    } catch {
      this.#say(this.dataset.failed ?? '')
    }
    this.#isBusy = false
  }

  #show(page: Document, id: string) {
    const fresh = page.querySelector('tree-sorter')
    if (!fresh) {
      this.#say(page.querySelector('h1')?.textContent ?? this.dataset.failed ?? '')
      return
    }
    for (const old of [...this.children]) if (old !== this.#status && old.id !== 'tree-keys') old.remove()
    this.append(...fresh.childNodes)
    this.#offerHandles()
    const form = this.querySelector<HTMLFormElement>(`form[data-node="${CSS.escape(id)}"]`)
    form?.querySelector<HTMLElement>('.tree-handle')?.focus()
    const wrong = page.querySelector('#error-summary li')?.textContent
    this.#say(wrong ?? this.#placeOf(form))
  }

  #placeOf(form: HTMLFormElement | null) {
    const item = form?.closest('li')
    const row = [...(item?.parentElement?.children ?? [])]
    const parent =
      item?.parentElement?.closest('li')?.querySelector('.tree-node') ?? this.querySelector('.tree-node.central')
    const words: Record<string, string> = {
      node: this.#wordsOf(form),
      place: String(item ? row.indexOf(item) + 1 : 0),
      of: String(row.length),
      parent: this.#wordsOf(parent),
    }
    return (this.dataset.done ?? '').replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '')
  }

  #say(words: string) {
    this.#status.textContent = words
  }
}

customElements.define('tree-sorter', TreeSorter)
