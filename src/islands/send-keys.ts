/** `<send-keys><form>…</form></send-keys>`: Ctrl+Enter (or ⌘+Enter) in a text sends the form, as its button does. */
class SendKeys extends HTMLElement {
  connectedCallback() {
    this.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      this.querySelector('form')?.requestSubmit()
    })
  }
}

customElements.define('send-keys', SendKeys)
