import { blinded, laterMoment, unblinded } from './ballots/make.ts'
import { askSignature, cast, published, Said } from './ballots/send.ts'
import { forget, type KeptBallot, keep, keptBallots } from './ballots/store.ts'

/**
 * `<secret-ballot data-election data-key data-seats data-voter data-may data-phase data-closes data-sign data-cast data-package
 * data-names="{…}" data-texts="{…}">` around a template for each step. Makes the ballot here, has it signed blind, keeps it in
 * IndexedDB and puts it into the box without a name, now or later; a closed page loses nothing.
 */
class SecretBallot extends HTMLElement {
  #place = document.createElement('div')
  #timers = new Map<string, number>()
  #marked: string[] = []

  connectedCallback() {
    if (this.#place.isConnected) return
    this.append(this.#place)
    const without = this.querySelector<HTMLElement>('[data-part="without"]')
    if (!globalThis.crypto?.subtle) return this.#instead(without, 'insecure')
    without?.remove()
    this.#draw().catch(() => this.#instead(without, 'no-store'))
  }

  disconnectedCallback() {
    for (const timer of this.#timers.values()) clearTimeout(timer)
  }

  async #draw(focused?: string) {
    const kept = await keptBallots(this.dataset.election ?? '')
    this.#place.replaceChildren()
    for (const ballot of kept) this.#card(ballot, focused)
    const asks = kept.some(({ asked }) => asked?.voter === this.dataset.voter)
    if (this.dataset.may === 'yes' && !asks) this.#choose(focused)
  }

  #card(ballot: KeptBallot, focused?: string) {
    const isOver = this.dataset.phase !== 'voting' && ballot.state !== 'cast'
    if (ballot.state === 'asked' && (isOver || ballot.asked?.voter !== this.dataset.voter)) return
    const part = this.#part(isOver ? 'lost' : ballot.state)
    for (const code of part.querySelectorAll('[data-receipt]')) code.textContent = ballot.receipt ?? ''
    list(part, this.#namesOf(ballot.choice))
    on(part, 'again', () => this.#sign(part, ballot))
    on(part, 'now', () => this.#cast(part, ballot))
    on(part, 'later', () => this.#wait(part, ballot))
    on(part, 'find', () => this.#find(part, ballot))
    on(part, 'forget', async () => {
      await forget(ballot.serial)
      await this.#draw()
    })
    this.#place.append(part)
    if (ballot.state === 'signed' && !isOver && ballot.castAt) this.#schedule(part, ballot)
    if (focused === ballot.serial) part.querySelector('h2')?.focus()
  }

  #choose(focused?: string) {
    const part = this.#part('choose')
    const boxes = [...part.querySelectorAll<HTMLInputElement>('input[name="mark"]')]
    for (const box of boxes) {
      box.checked = this.#marked.includes(box.value)
      box.addEventListener('change', () => this.#tell(part, ''))
    }
    part.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault()
      this.#marked = boxes.filter(({ checked }) => checked).map(({ value }) => value)
      const isBlank = this.#marked.includes('blank')
      if (this.#marked.length === 0) return this.#wrong(part, 'nothing')
      if (this.#marked.length > (isBlank ? 1 : Number(this.dataset.seats))) return this.#wrong(part, 'too-many')
      this.#review()
    })
    this.#place.append(part)
    if (focused === 'choose') part.querySelector('h2')?.focus()
  }

  #review() {
    const part = this.#part('review')
    const choice = this.#marked.map(Number).some(Number.isNaN)
      ? 'blank'
      : this.#marked
          .map(Number)
          .sort((a, b) => a - b)
          .join(',')
    list(part, this.#namesOf(choice))
    on(part, 'change', () => this.#draw('choose'))
    on(part, 'sign', async () => {
      this.#say(part, 'working')
      const { election = '', key = '', voter = '' } = this.dataset
      try {
        const ballot = await blinded(key, election, choice, voter)
        // Kept before anything is asked: whatever happens to the answer, the same can be asked again.
        await keep(ballot)
        await this.#sign(part, ballot)
      } catch {
        this.#say(part, 'no-store')
      }
    })
    this.#place.replaceChildren(...[...this.#place.children].slice(0, -1), part)
    part.querySelector('h2')?.focus()
  }

  async #sign(part: HTMLElement, ballot: KeptBallot) {
    this.#say(part, 'working')
    try {
      const signed = await askSignature(this.dataset.sign ?? '', ballot.asked?.blinded ?? '')
      await keep(await unblinded(this.dataset.key ?? '', ballot, signed))
      this.dataset.may = 'no'
      await this.#draw(ballot.serial)
    } catch (error) {
      if (!(error instanceof Said)) return this.#failed(part, 'asked-again', ballot)
      if (neverSigned.has(error.key)) await forget(ballot.serial)
      await this.#draw()
      this.#tell(this.#place.lastElementChild, error.message)
    }
  }

  /** The answer did not come: what was asked waits on this phone and is shown as such. */
  async #failed(part: HTMLElement, text: string, ballot: KeptBallot) {
    if (part.dataset.name === 'review') {
      await this.#draw(ballot.serial)
      return this.#tell(this.#place.lastElementChild, this.#texts[text] ?? '')
    }
    this.#say(part, text)
  }

  async #wait(part: HTMLElement, ballot: KeptBallot) {
    const castAt = laterMoment(Date.now(), Date.parse(this.dataset.closes ?? ''))
    const waiting = { ...ballot, castAt }
    await keep(waiting)
    this.#schedule(part, waiting)
  }

  #schedule(part: HTMLElement, ballot: KeptBallot) {
    const { castAt = 0, serial } = ballot
    const time = new Date(castAt).toLocaleTimeString(document.documentElement.lang, { timeStyle: 'short' })
    const line = part.querySelector<HTMLElement>('[data-waiting]')
    if (line) line.textContent = (this.#texts.waiting ?? '').replace('{time}', time)
    part.querySelector<HTMLElement>('[data-act="later"]')?.setAttribute('hidden', '')
    clearTimeout(this.#timers.get(serial))
    const wait = Math.max(1500, castAt - Date.now())
    this.#timers.set(
      serial,
      window.setTimeout(() => void this.#cast(part, ballot), wait),
    )
  }

  async #cast(part: HTMLElement, ballot: KeptBallot) {
    clearTimeout(this.#timers.get(ballot.serial))
    this.#say(part, 'working')
    try {
      await cast(this.dataset.cast ?? '', ballot)
    } catch (error) {
      if (!(error instanceof Said)) return this.#say(part, 'offline')
      // It is in the box from before, and counts once.
      if (error.key !== 'elections.refused.cast') return this.#tell(part, error.message)
    }
    const { castAt: _, ...rest } = ballot
    await keep({ ...rest, state: 'cast' })
    await this.#draw(ballot.serial)
  }

  async #find(part: HTMLElement, { receipt = '', choice }: KeptBallot) {
    this.#say(part, 'working')
    try {
      const said = await published(this.dataset.package ?? '', receipt)
      if (said === null) return this.#say(part, 'missing')
      if (said !== choice) return this.#say(part, 'broken')
      this.#tell(part, (this.#texts.found ?? '').replace('{choice}', this.#namesOf(said).join(' · ')))
    } catch (error) {
      this.#say(part, error instanceof Said ? 'closed' : 'offline')
    }
  }

  #part(name: string): HTMLElement {
    const template = this.querySelector<HTMLTemplateElement>(`template[data-part="${name}"]`)
    const part = template?.content.firstElementChild?.cloneNode(true) as HTMLElement
    part.dataset.name = name
    return part
  }

  #namesOf(choice: string): string[] {
    const names = JSON.parse(this.dataset.names ?? '{}') as Record<string, string>
    return choice.split(',').map((mark) => names[mark] ?? mark)
  }

  get #texts() {
    return JSON.parse(this.dataset.texts ?? '{}') as Record<string, string>
  }

  #wrong(part: Element, text: string) {
    this.#say(part, text)
    part.querySelector('[data-said]')?.classList.add('field-error')
  }

  #say(part: Element | null, text: string) {
    this.#tell(part, this.#texts[text] ?? '')
  }

  #tell(part: Element | null, sentence: string) {
    const said = part?.querySelector('[data-said]')
    if (!said) return
    said.classList.remove('field-error')
    said.textContent = sentence
  }

  #instead(without: HTMLElement | null, text: string) {
    const line = document.createElement('p')
    line.textContent = this.#texts[text] ?? ''
    if (without && !without.isConnected) this.prepend(without)
    this.append(line)
  }
}

/** After these no asking again helps; after anything else the ballot stays, for a signature may have been given for it. */
const neverSigned = new Set(
  ['has-voted', 'struck', 'not-on-roll', 'blinded'].map((rule) => `elections.refused.${rule}`),
)

function on(part: HTMLElement, act: string, press: () => unknown) {
  part.querySelector<HTMLButtonElement>(`[data-act="${act}"]`)?.addEventListener('click', (event) => {
    const button = event.currentTarget as HTMLButtonElement
    // Pressed once at a time; another step has another button.
    button.disabled = true
    Promise.resolve(press()).finally(() => {
      button.disabled = false
    })
  })
}

function list(part: HTMLElement, names: readonly string[]) {
  const items = names.map((name) => {
    const item = document.createElement('li')
    item.textContent = name
    return item
  })
  part.querySelector('[data-marks]')?.replaceChildren(...items)
}

customElements.define('secret-ballot', SecretBallot)
