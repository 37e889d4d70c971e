/** `<leave-guard><form>…</form></leave-guard>`: the browser asks before typed work is left behind unsent. */
class LeaveGuard extends HTMLElement {
  #ask = (event: BeforeUnloadEvent) => event.preventDefault()

  connectedCallback() {
    // Listening only once something was typed keeps the page in the browser's back-forward cache until then.
    this.addEventListener('input', () => window.addEventListener('beforeunload', this.#ask), { once: true })
    this.addEventListener('submit', () => window.removeEventListener('beforeunload', this.#ask))
  }

  disconnectedCallback() {
    window.removeEventListener('beforeunload', this.#ask)
  }
}

customElements.define('leave-guard', LeaveGuard)
