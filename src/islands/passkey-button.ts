/**
 * `<passkey-button data-mode="enter|add" data-next="/…" data-label data-failed data-stale data-unsupported>`: signs in with a
 * passkey or adds one, through the two steps of the server (options, answer). Its content is what is shown without script.
 */
class PasskeyButton extends HTMLElement {
  #status = document.createElement('p')
  #button = document.createElement('button')

  connectedCallback() {
    if (this.querySelector('button')) return
    const isSupported = 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential
    if (!isSupported) {
      this.#status.textContent = this.dataset.unsupported ?? ''
      this.replaceChildren(this.#status)
      return
    }
    this.#button.type = 'button'
    this.#button.className = 'button quiet'
    this.#button.textContent = this.dataset.label ?? ''
    this.#button.addEventListener('click', () => this.#run())
    this.#status.setAttribute('role', 'status')
    this.replaceChildren(this.#button, this.#status)
  }

  async #run() {
    this.#button.disabled = true
    this.#status.textContent = ''
    try {
      await (this.dataset.mode === 'add' ? add() : enter())
      location.assign(this.dataset.next ?? '/')
    } catch (error) {
      // Closing the browser's own window is not a failure to speak of.
      const wasCancelled = error instanceof DOMException && error.name === 'NotAllowedError'
      const isStale = error instanceof Answered && error.status === 403
      this.#status.textContent = wasCancelled ? '' : ((isStale ? this.dataset.stale : this.dataset.failed) ?? '')
      this.#button.disabled = false
    }
  }
}

class Answered extends Error {
  readonly status: number
  constructor(status: number) {
    super(String(status))
    this.status = status
  }
}

async function enter() {
  const options = await ask('/auth/passkey/generate-authenticate-options')
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON)
  const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential
  await ask('/auth/passkey/verify-authentication', { response: credential.toJSON() })
}

async function add() {
  const options = await ask('/auth/passkey/generate-register-options')
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON)
  const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential
  await ask('/auth/passkey/verify-registration', { response: credential.toJSON() })
}

async function ask(path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(path, {
    ...(body ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  })
  if (!answer.ok) throw new Answered(answer.status)
  return answer.json()
}

customElements.define('passkey-button', PasskeyButton)
