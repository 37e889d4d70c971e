import { DetailedError, Upload } from 'tus-js-client'

type Texts = Readonly<Record<string, string>>
type Arrived = { id: string; name: string; at: number }

const pieceBytes = 512 * 1024
const weekMs = 6 * 86_400_000
const askAgainMs = 15_000

/**
 * `<evidence-upload data-texts="{…}" data-most="6" data-bytes="…"><ul>…</ul><template>…</template><input type="file">
 * </evidence-upload>`: each chosen file goes piece by piece at once, waits where there is no signal and goes on when it returns;
 * chosen again after the page was closed, it goes on from where it stopped. The form is sent when all have arrived.
 */
class EvidenceUpload extends HTMLElement {
  #texts: Texts = {}
  #sending = new Set<Upload>()
  #pressed: { by: HTMLElement | null } | null = null
  #said = document.createElement('p')

  connectedCallback() {
    const input = this.querySelector<HTMLInputElement>('input[type=file]')
    const form = this.closest('form')
    if (!input || !form) return
    this.#texts = JSON.parse(this.dataset.texts ?? '{}') as Texts
    this.#said.className = 'hint'
    this.#said.setAttribute('role', 'status')
    this.append(this.#said)
    for (const plain of form.querySelectorAll<HTMLElement>('.attach-now')) plain.hidden = true
    for (const one of this.#remembered()) this.#list(one)
    input.addEventListener('change', () => {
      for (const file of input.files ?? []) this.#add(file)
      input.value = ''
    })
    form.addEventListener('submit', (event) => this.#hold(event))
    window.addEventListener('online', () => {
      for (const upload of this.#sending) upload.start()
    })
  }

  /** What is still on its way goes first; then the form goes by itself. */
  #hold(event: SubmitEvent) {
    if (this.#sending.size === 0) return
    event.preventDefault()
    this.#pressed = { by: event.submitter }
    this.#say('busy')
  }

  #add(file: File) {
    const count = this.querySelectorAll('.kept-file').length
    if (count >= Number(this.dataset.most)) return this.#say('too-many')
    if (file.size > Number(this.dataset.bytes)) return this.#say('too-heavy', file.name)
    this.#said.textContent = ''
    const row = document.createElement('li')
    row.className = 'kept-file'
    const name = document.createElement('p')
    name.className = 'kept-file-name'
    const bar = document.createElement('progress')
    bar.max = Math.max(1, file.size)
    bar.value = 0
    bar.setAttribute('aria-label', file.name)
    row.append(name, bar)
    this.querySelector('.kept-files')?.append(row)
    const tell = (text: string) => {
      name.textContent = `${file.name} · ${text}`
    }
    void this.#send(file, row, (sent) => {
      if (sent === null) return tell(this.#texts.waiting ?? '')
      bar.value = sent
      tell((this.#texts.sending ?? '').replace('{percent}', String(Math.floor((sent / bar.max) * 100))))
    })
  }

  async #send(file: File, row: HTMLElement, tell: (sent: number | null) => void) {
    const upload: Upload = new Upload(file, {
      endpoint: '/cargas',
      chunkSize: pieceBytes,
      metadata: { purpose: 'evidence' },
      removeFingerprintOnSuccess: true,
      retryDelays: [0, 1000, 3000],
      onProgress: (sent) => tell(sent),
      onError: (error) => {
        const status = error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0
        if (status >= 400 && status < 500 && status !== 423) return this.#over(upload, row, 'failed', file.name)
        tell(null)
        setTimeout(() => this.#sending.has(upload) && upload.start(), askAgainMs)
      },
      onSuccess: () => {
        const id = upload.url?.split('/').at(-1) ?? ''
        this.#list({ id, name: file.name, at: Date.now() }, row)
        this.#over(upload, null)
      },
    })
    this.#sending.add(upload)
    tell(0)
    const [before] = await upload.findPreviousUploads().catch(() => [])
    if (before) upload.resumeFromPreviousUpload(before)
    upload.start()
  }

  #over(upload: Upload, row: HTMLElement | null, text?: string, name?: string) {
    this.#sending.delete(upload)
    row?.remove()
    if (text) {
      this.#pressed = null
      this.#say(text, name)
    }
    if (this.#sending.size > 0 || this.#pressed === null) return
    const { by } = this.#pressed
    this.#pressed = null
    this.closest('form')?.requestSubmit(by)
  }

  /** The row that the server would have drawn for a file that came. */
  #list(arrived: Arrived, place?: HTMLElement) {
    const template = this.querySelector('template')
    if (!template || this.querySelector(`[data-id="${CSS.escape(arrived.id)}"]`)) return place?.remove()
    const row = template.content.cloneNode(true) as DocumentFragment
    for (const element of row.querySelectorAll<HTMLElement>('*')) {
      for (const { name, value } of element.attributes)
        element.setAttribute(name, value.replaceAll('__id__', arrived.id).replaceAll('__name__', arrived.name))
      if (element.textContent === '__name__') element.textContent = arrived.name
    }
    const title = row.querySelector<HTMLInputElement>(`[name="title-${CSS.escape(arrived.id)}"]`)
    if (title) title.value = arrived.name.replace(/\.[^.]{1,5}$/, '').replaceAll('_', ' ')
    if (place) place.replaceWith(row)
    else this.querySelector('.kept-files')?.append(row)
    this.#remember(arrived)
  }

  #say(text: string, name?: string) {
    this.#said.textContent = [name ? `«${name}»:` : '', this.#texts[text] ?? ''].filter(Boolean).join(' ')
  }

  get #key() {
    const form = this.closest('form')
    return form?.dataset.draft ? `tequio:files:${form.dataset.draft}` : null
  }

  #remembered(): Arrived[] {
    // A form that came back, or a draft of the server, already names what it holds.
    if (document.querySelector('.error-summary') || this.#key === null) return []
    try {
      const all = JSON.parse(localStorage.getItem(this.#key) ?? '[]') as Arrived[]
      return all.filter(({ at }) => Date.now() - at < weekMs)
    } catch {
      return []
    }
  }

  #remember(arrived: Arrived) {
    if (this.#key === null) return
    try {
      const others = this.#remembered().filter(({ id }) => id !== arrived.id)
      localStorage.setItem(this.#key, JSON.stringify([...others, arrived]))
    } catch {
      // A full or forbidden store only means that a closed page forgets.
    }
  }
}

customElements.define('evidence-upload', EvidenceUpload)
