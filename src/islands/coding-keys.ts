/**
 * `<coding-keys data-on="Usar teclas">…</coding-keys>`: digits tick the topic of that number (typed quickly, several make one number), n a new
 * one, x none; j passes over, c ticks or unticks the others, z sends the form with id "undo"; Enter saves, as in any form. Single letters can
 * be switched off (WCAG 2.1.4), and never act while somebody types.
 */
const memory = 'coding-keys'
const oneNumberMs = 700

class CodingKeys extends HTMLElement {
  #isOn = true
  #digits = ''
  #timer: ReturnType<typeof setTimeout> | undefined
  #onKey = (event: KeyboardEvent) => this.#press(event)

  connectedCallback() {
    this.#isOn = localStorage.getItem(memory) !== 'off'
    this.#offerSwitch()
    document.addEventListener('keydown', this.#onKey)
    // Straight to the topics: the coder came from the last one.
    if (this.#isOn && location.search.includes('guardadas')) this.#topics()[0]?.focus()
  }

  disconnectedCallback() {
    document.removeEventListener('keydown', this.#onKey)
    clearTimeout(this.#timer)
  }

  #offerSwitch() {
    const list = this.querySelector('.keys')
    if (!list || this.querySelector('.keys-switch')) return
    const label = document.createElement('label')
    label.className = 'keys-switch choice'
    const box = document.createElement('input')
    box.type = 'checkbox'
    box.checked = this.#isOn
    box.addEventListener('change', () => {
      this.#isOn = box.checked
      localStorage.setItem(memory, this.#isOn ? 'on' : 'off')
    })
    const words = document.createElement('span')
    words.textContent = this.dataset.on ?? ''
    label.append(box, words)
    list.before(label)
  }

  #topics() {
    return [...this.querySelectorAll<HTMLInputElement>('input[name=topic]')]
  }

  #press(event: KeyboardEvent) {
    const isTyping =
      event.target instanceof Element && event.target.closest('textarea, select, [type=text], [type=search]')
    if (!this.#isOn || isTyping || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (/^\d$/.test(event.key)) {
      event.preventDefault()
      this.#number(event.key)
      return
    }
    const act = {
      n: () => this.#choose('new', '[name=name]'),
      x: () => this.#choose('none', '[name=response]'),
      c: () => this.#tickOthers(),
      j: () => this.querySelector<HTMLAnchorElement>('a.skip-item')?.click(),
      z: () => document.querySelector<HTMLFormElement>('form#undo')?.requestSubmit(),
    }[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  #number(digit: string) {
    clearTimeout(this.#timer)
    this.#digits += digit
    this.#timer = setTimeout(() => {
      this.#digits = ''
    }, oneNumberMs)
    const topic = this.#topics().find((one) => one.labels?.[0]?.textContent?.trim().startsWith(`${this.#digits} ·`))
    if (!topic) return
    topic.checked = true
    topic.focus()
  }

  #choose(value: string, next: string) {
    const radio = this.#topics().find((one) => one.value === value)
    if (!radio) return
    radio.checked = true
    this.querySelector<HTMLElement>(next)?.focus()
  }

  /** All but the first: she is at that one. */
  #tickOthers() {
    const others = [...this.querySelectorAll<HTMLInputElement>('input[name=contributions]')].slice(1)
    const isAnyOpen = others.some((one) => !one.checked)
    for (const one of others) one.checked = isAnyOpen
  }
}

customElements.define('coding-keys', CodingKeys)
