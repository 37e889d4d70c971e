/**
 * `<push-follow data-worker data-key data-blocked data-failed hidden>`: shows itself where the browser can receive notices. Its
 * form is sent once the person has allowed them, with what the browser gave; the one in its template leads to what this browser follows.
 */
class PushFollow extends HTMLElement {
  async connectedCallback() {
    if (!navigator.serviceWorker || !('PushManager' in window) || !('Notification' in window)) return
    this.hidden = false
    const ask = this.querySelector('form')
    ask?.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.#subscribe(ask)
    })
    if (Notification.permission === 'denied') this.#say(this.dataset.blocked)
    const registration = await navigator.serviceWorker.getRegistration('/seguir').catch(() => undefined)
    const kept = registration?.scope.endsWith('/seguir') ? await registration.pushManager.getSubscription() : null
    if (kept) this.#showOwn(kept.endpoint)
  }

  async #subscribe(form: HTMLFormElement) {
    this.#say('')
    try {
      if ((await Notification.requestPermission()) !== 'granted') return this.#say(this.dataset.blocked)
      const { endpoint, keys } = (await subscription(this.dataset.worker ?? '', this.dataset.key ?? '')).toJSON()
      if (!endpoint || !keys?.p256dh || !keys.auth) return this.#say(this.dataset.failed)
      fill(form, { endpoint, p256dh: keys.p256dh, auth: keys.auth })
      form.submit()
    } catch {
      this.#say(this.dataset.failed)
    }
  }

  /** Where it leads is only known here, so it waits in a template until then. */
  #showOwn(endpoint: string) {
    const waiting = this.querySelector('template')
    waiting?.replaceWith(waiting.content.cloneNode(true))
    const [, own] = this.querySelectorAll('form')
    if (own) fill(own, { endpoint })
  }

  #say(text = '') {
    const said = this.querySelector('[role=status]')
    if (said) said.textContent = text
  }
}

/** One for all that the browser follows here; made anew when the site has another key than when it was made. */
async function subscription(script: string, key: string): Promise<PushSubscription> {
  const registration = await navigator.serviceWorker.register(script, { scope: '/seguir', type: 'module' })
  await activated(registration)
  const kept = await registration.pushManager.getSubscription()
  if (kept && keyOf(kept) === key) return kept
  await kept?.unsubscribe()
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
}

function activated({ installing, waiting, active }: ServiceWorkerRegistration): Promise<void> {
  const coming = installing ?? waiting
  if (active || !coming) return Promise.resolve()
  return new Promise((resolve) => {
    coming.addEventListener('statechange', () => coming.state === 'activated' && resolve())
  })
}

function keyOf({ options }: PushSubscription): string {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

function fill(form: HTMLFormElement, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) {
    const input = form.elements.namedItem(name)
    if (input instanceof HTMLInputElement) input.value = value.replace(/=+$/, '')
  }
}

customElements.define('push-follow', PushFollow)
