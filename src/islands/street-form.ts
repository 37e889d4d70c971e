import { type Item, keep, type QueuedPhoto } from './street/store.ts'

type Picker = HTMLElement & { photos?: QueuedPhoto[]; clear?(): void }

/**
 * `<street-form data-kind="visit" data-saved="…" data-full="…"><form>…</form></street-form>`: what is filled in is kept on the phone
 * first and sent from there by `street-queue`, signal or not.
 */
class StreetForm extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector('form')
    if (!form) return
    this.#choose(form)
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.#keep(form)
    })
  }

  /** The kept page knows no address: the work that a link asks for is chosen here. */
  #choose(form: HTMLFormElement) {
    const asked = new URLSearchParams(location.search).get('obra')
    const select = form.querySelector<HTMLSelectElement>('select[name=work]')
    if (!asked || !select || select.value !== '') return
    if (![...select.options].some(({ value }) => value === asked)) select.add(new Option(asked, asked))
    select.value = asked
  }

  async #keep(form: HTMLFormElement) {
    const isVisit = this.dataset.kind === 'visit'
    if (!form.reportValidity()) return
    const fields = fieldsOf(form)
    if (!isVisit && !`${fields.works ?? ''}${fields.more ?? ''}`.trim())
      return this.#say(this.dataset.lacking ?? '', 'error')
    const picker = form.querySelector<Picker>('photo-picker')
    const item = itemOf(form, this.dataset.kind === 'visit' ? 'visit' : 'announcement', fields, picker?.photos ?? [])
    try {
      await keep(item)
    } catch {
      return this.#say(this.dataset.full ?? '', 'error')
    }
    void navigator.storage?.persist?.()
    void wakeLater()
    form.reset()
    picker?.clear?.()
    this.#say(this.dataset.saved ?? '', 'success')
  }

  #say(sentence: string, kind: 'success' | 'error') {
    this.querySelector('.street-said')?.remove()
    const notice = document.createElement('p')
    notice.className = `notice ${kind} street-said`
    notice.setAttribute('role', kind === 'error' ? 'alert' : 'status')
    notice.tabIndex = -1
    notice.textContent = sentence
    this.prepend(notice)
    notice.focus()
  }
}

function fieldsOf(form: HTMLFormElement): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string' || name === 'client_id' || name === 'photo_alt') continue
    fields[name] = name in fields ? `${fields[name]}\n${value}` : value
  }
  return fields
}

function itemOf(
  form: HTMLFormElement,
  kind: Item['kind'],
  fields: Record<string, string>,
  photos: QueuedPhoto[],
): Item {
  const street = new URL(form.action).pathname.replace(/\/(visitas|anuncios)$/, '')
  const chosen = form.querySelector<HTMLSelectElement>('select[name=work]')?.selectedOptions[0]?.textContent
  const [latitude, longitude] = [numberOf(fields.latitude), numberOf(fields.longitude)]
  return {
    clientId: crypto.randomUUID(),
    street,
    kind,
    title: chosen ?? `${fields.works ?? ''} ${fields.more ?? ''}`.trim().replaceAll(/\s+/g, ', '),
    fields,
    photos: photos.map((photo) => ({ ...photo, latitude, longitude })),
    deviceAt: new Date().toISOString(),
    ...{ state: 'waiting', reason: '', attempts: 0, nextAt: 0, receipt: '', hasBegunAgain: false },
  }
}

function numberOf(text: string | undefined): number | null {
  return text === undefined || text === '' || Number.isNaN(Number(text)) ? null : Number(text)
}

type WithSync = ServiceWorkerRegistration & { sync?: { register(name: string): Promise<void> } }

/** Where the browser can, it wakes the worker when the signal is back, even with the page in the background. */
async function wakeLater() {
  const registration = (await navigator.serviceWorker?.getRegistration().catch(() => undefined)) as WithSync | undefined
  await registration?.sync?.register('street').catch(() => {})
}

customElements.define('street-form', StreetForm)
