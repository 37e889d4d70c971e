/**
 * `<review-keys data-on="Usar teclas"><form>…</form><dl class="keys">…</dl></review-keys>`: s and n answer the question one is at and
 * lead to the next, j and k move between questions, z sends the form with id "undo". Single letters can be switched off (WCAG 2.1.4),
 * and never act while somebody types.
 */
const memory = 'review-keys'

class ReviewKeys extends HTMLElement {
  #isOn = true
  #onKey = (event: KeyboardEvent) => this.#press(event)

  connectedCallback() {
    this.#isOn = localStorage.getItem(memory) !== 'off'
    this.#offerSwitch()
    document.addEventListener('keydown', this.#onKey)
    // Straight to the first question: the judge came from the last one.
    if (this.#isOn && location.search.includes('guardado')) this.#questions()[0]?.radios[0]?.focus()
  }

  disconnectedCallback() {
    document.removeEventListener('keydown', this.#onKey)
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

  #questions() {
    return [...this.querySelectorAll('fieldset')].map((fieldset) => ({
      fieldset,
      radios: [...fieldset.querySelectorAll<HTMLInputElement>('input[type=radio]')],
    }))
  }

  #press(event: KeyboardEvent) {
    const isTyping =
      event.target instanceof Element && event.target.closest('textarea, select, [type=text], [type=url]')
    if (!this.#isOn || isTyping || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const act = {
      s: () => this.#answer('yes'),
      n: () => this.#answer('no'),
      j: () => this.#move(1),
      k: () => this.#move(-1),
    }[event.key]
    if (event.key === 'z') {
      const undo = document.querySelector<HTMLFormElement>('form#undo')
      if (!undo) return
      event.preventDefault()
      undo.requestSubmit()
    } else if (act) {
      event.preventDefault()
      act()
    }
  }

  /** The question in which the focus is; before any, the first without an answer. */
  #at(): number {
    const questions = this.#questions()
    const focused = questions.findIndex(({ fieldset }) => fieldset.contains(document.activeElement))
    if (focused >= 0) return focused
    const open = questions.findIndex(({ radios }) => !radios.some((radio) => radio.checked))
    return Math.max(open, 0)
  }

  #answer(value: 'yes' | 'no') {
    const questions = this.#questions()
    const at = this.#at()
    const radio = questions[at]?.radios.find((one) => one.value === value)
    if (!radio) return
    radio.checked = true
    radio.focus()
    const next = questions.slice(at + 1).find(({ radios }) => !radios.some((one) => one.checked))
    if (next) next.radios[0]?.focus()
    else this.querySelector<HTMLElement>('button[type=submit]')?.focus()
  }

  #move(step: 1 | -1) {
    const questions = this.#questions()
    const isOutside = !questions.some(({ fieldset }) => fieldset.contains(document.activeElement))
    const to = isOutside ? this.#at() : Math.min(questions.length - 1, Math.max(0, this.#at() + step))
    const radios = questions[to]?.radios ?? []
    const radio = radios.find((one) => one.checked) ?? radios[0]
    radio?.focus()
  }
}

customElements.define('review-keys', ReviewKeys)
