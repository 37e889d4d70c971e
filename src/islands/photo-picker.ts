import type { QueuedPhoto } from './street/store.ts'

type Texts = Readonly<Record<string, string>>
type Cover = HTMLElement & { cover(photo: Blob, texts: Texts): Promise<Blob | null> }

const largestBytes = 25 * 1024 * 1024

/**
 * `<photo-picker data-max="6" data-texts="{…}"><input type="file">…</photo-picker>`: photographs from the camera or the gallery, each
 * shown, described, covered where faces and plates are, or taken out again.
 */
class PhotoPicker extends HTMLElement {
  photos: QueuedPhoto[] = []
  #texts: Texts = {}
  #list = document.createElement('ul')
  #said = document.createElement('p')

  connectedCallback() {
    this.#texts = JSON.parse(this.dataset.texts ?? '{}') as Texts
    // The plain fields are for browsers without script.
    for (const field of this.querySelectorAll<HTMLElement>(':scope > .field')) {
      if (field.querySelector('[name=photo_alt]')) field.hidden = true
      const input = field.querySelector<HTMLInputElement>('input[type=file]')
      if (input) input.replaceWith(this.#buttons(input))
    }
    this.#list.className = 'photo-list'
    this.#said.className = 'field-error'
    this.#said.setAttribute('role', 'alert')
    this.append(this.#list, this.#said)
  }

  clear() {
    this.photos = []
    this.#show()
  }

  #buttons(plain: HTMLInputElement): HTMLElement {
    const both = document.createElement('div')
    both.className = 'actions'
    const input = (name: string, id: string) => {
      const made = document.createElement('input')
      made.type = 'file'
      made.id = id
      made.accept = plain.accept
      made.className = 'visually-hidden photo-input'
      const label = document.createElement('label')
      label.className = 'button quiet'
      label.htmlFor = id
      label.textContent = this.#texts[name] ?? ''
      made.addEventListener('change', () => {
        void this.#add([...(made.files ?? [])])
        made.value = ''
      })
      both.append(made, label)
      return made
    }
    input('take', plain.id).setAttribute('capture', 'environment')
    input('choose', `${plain.id}-gallery`).multiple = true
    return both
  }

  async #add(files: readonly File[]) {
    this.#said.textContent = ''
    for (const file of files) {
      const refused = await this.#refusal(file)
      if (refused) {
        this.#said.textContent = refused
        continue
      }
      const takenAt = new Date(Math.min(Date.now(), file.lastModified || Date.now())).toISOString()
      const upload = { uploadUrl: null, isUploaded: false, sentBytes: 0 }
      this.photos.push({ blob: file, alt: '', wasBlurred: false, takenAt, latitude: null, longitude: null, ...upload })
    }
    this.#show()
  }

  async #refusal(file: File): Promise<string> {
    const max = Number(this.dataset.max ?? 6)
    if (this.photos.length >= max) return this.#texts['too-many'] ?? ''
    if (file.size > largestBytes) return this.#texts['too-heavy'] ?? ''
    const head = new TextDecoder('latin1').decode(await file.slice(4, 12).arrayBuffer())
    return /^ftyp(hei|hev|mif1|msf1)/.test(head) ? (this.#texts.heic ?? '') : ''
  }

  #show() {
    for (const image of this.#list.querySelectorAll('img')) URL.revokeObjectURL(image.src)
    this.#list.replaceChildren(...this.photos.map((photo, index) => this.#row(photo, index)))
  }

  #row(photo: QueuedPhoto, index: number): HTMLLIElement {
    const name = (this.#texts.photo ?? '').replace('{number}', String(index + 1))
    const row = document.createElement('li')
    const image = document.createElement('img')
    image.src = URL.createObjectURL(photo.blob)
    image.alt = photo.alt || name
    const label = document.createElement('label')
    label.textContent = this.#texts.alt ?? ''
    const alt = document.createElement('input')
    alt.type = 'text'
    alt.maxLength = 300
    alt.value = photo.alt
    alt.setAttribute('aria-label', `${name}: ${this.#texts.alt}`)
    alt.addEventListener('input', () => {
      photo.alt = alt.value
    })
    label.append(alt)
    const button = (text: string, act: () => void) => {
      const made = document.createElement('button')
      made.type = 'button'
      made.className = 'button quiet small-button'
      made.textContent = this.#texts[text] ?? ''
      made.setAttribute('aria-label', `${this.#texts[text]}: ${name}`)
      made.addEventListener('click', act)
      return made
    }
    const covered = document.createElement('p')
    covered.className = 'small muted'
    covered.textContent = photo.wasBlurred ? (this.#texts.blurred ?? '') : ''
    const remove = button('remove', () => {
      this.photos.splice(index, 1)
      this.#show()
    })
    row.append(
      image,
      covered,
      label,
      button('blur', () => void this.#cover(photo, index)),
      remove,
    )
    return row
  }

  /** What is covered replaces the photograph: the uncovered one is nowhere any more, and leaves the phone never. */
  async #cover(photo: QueuedPhoto, index: number) {
    const tool = document.createElement('photo-cover') as Cover
    this.append(tool)
    const covered = await tool.cover(photo.blob, this.#texts)
    tool.remove()
    if (covered) Object.assign(photo, { blob: covered, wasBlurred: true })
    this.#show()
    this.#list.children[index]?.querySelector('button')?.focus()
  }
}

customElements.define('photo-picker', PhotoPicker)
