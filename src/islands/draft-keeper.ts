/**
 * Keeps what is being written, on this device, until it has been sent.
 * `<draft-keeper data-restored="…" data-clear="…"><form>…</form></draft-keeper>`; the receipt of the page that follows
 * carries data-draft-sent with the form's address.
 */
const prefix = 'tequio:draft:'
const days = 30
type Draft = { savedAt: number; values: [string, string][] }

class DraftKeeper extends HTMLElement {
  #waiting: ReturnType<typeof setTimeout> | undefined

  connectedCallback() {
    forgetSent()
    const form = this.querySelector('form')
    if (!form) return
    const key = prefix + (this.dataset.key ?? new URL(form.action, location.href).pathname)
    // A form that came back with errors already holds what was typed last.
    if (!document.querySelector('.error-summary')) this.#restore(form, key)
    form.addEventListener('input', () => {
      clearTimeout(this.#waiting)
      this.#waiting = setTimeout(() => save(form, key), 400)
    })
    form.addEventListener('submit', () => save(form, key))
    // The last words before the page goes, and what was typed before this script had come.
    addEventListener('pagehide', () => isChanged(form) && save(form, key))
  }

  #restore(form: HTMLFormElement, key: string) {
    const draft = read(key)
    if (!draft) return
    const pristine = valuesOf(form)
    if (JSON.stringify(pristine) === JSON.stringify(draft.values)) return
    fill(form, draft.values)
    this.#tell(form, key, pristine)
  }

  #tell(form: HTMLFormElement, key: string, pristine: [string, string][]) {
    const notice = document.createElement('p')
    notice.className = 'notice'
    notice.setAttribute('role', 'status')
    const words = document.createElement('span')
    words.textContent = `${this.dataset.restored ?? ''} `
    const clear = document.createElement('button')
    clear.type = 'button'
    clear.className = 'link-button'
    clear.textContent = this.dataset.clear ?? ''
    clear.addEventListener('click', () => {
      localStorage.removeItem(key)
      fill(form, pristine)
      notice.remove()
    })
    words.append(clear)
    notice.append(words)
    this.prepend(notice)
  }
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Secrets, files and the form's own tokens never leave the form. */
function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter((element): element is Control => {
    if (!element.matches('input, textarea, select') || !(element as Control).name) return false
    return !element.matches(
      '[type=password], [type=file], [type=hidden], [autocomplete=one-time-code], [data-no-draft]',
    )
  })
}

const isChoice = (control: Control): control is HTMLInputElement => control.matches('[type=checkbox], [type=radio]')

function valuesOf(form: HTMLFormElement): [string, string][] {
  return controlsOf(form).flatMap((control): [string, string][] => {
    if (isChoice(control)) return control.checked ? [[control.name, control.value]] : []
    return [[control.name, control.value]]
  })
}

/** Whether something is not as the server gave it. */
function isChanged(form: HTMLFormElement): boolean {
  return controlsOf(form).some((control) => {
    if (control instanceof HTMLSelectElement)
      return [...control.options].some(({ selected, defaultSelected }) => selected !== defaultSelected)
    return isChoice(control) ? control.checked !== control.defaultChecked : control.value !== control.defaultValue
  })
}

function fill(form: HTMLFormElement, values: readonly [string, string][]) {
  const left = [...values]
  for (const control of controlsOf(form)) {
    const place = left.findIndex(
      ([name, value]) => name === control.name && (!isChoice(control) || value === control.value),
    )
    const found = place < 0 ? undefined : left.splice(place, 1)[0]
    if (isChoice(control)) control.checked = found !== undefined
    else if (found) control.value = found[1]
  }
}

function save(form: HTMLFormElement, key: string) {
  try {
    localStorage.setItem(key, JSON.stringify({ savedAt: Date.now(), values: valuesOf(form) } satisfies Draft))
  } catch {
    // A full or forbidden store only means that there is no draft.
  }
}

function read(key: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? 'null') as Draft | null
    if (draft && Date.now() - draft.savedAt < days * 86_400_000) return draft
    localStorage.removeItem(key)
  } catch {
    // As above.
  }
  return null
}

function forgetSent() {
  for (const sent of document.querySelectorAll<HTMLElement>('[data-draft-sent]')) {
    localStorage.removeItem(prefix + sent.dataset.draftSent)
    // Of evidence-upload: what had arrived for the same form.
    localStorage.removeItem(`tequio:files:${sent.dataset.draftSent}`)
  }
}

forgetSent()
customElements.define('draft-keeper', DraftKeeper)
