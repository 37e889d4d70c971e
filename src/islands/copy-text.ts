/** `<copy-text data-copy="Copiar" data-copied="Copiado"><code>…</code></copy-text>`: a button beside what it copies. */
class CopyText extends HTMLElement {
  connectedCallback() {
    const { copy, copied } = this.dataset
    const text = this.textContent?.trim()
    if (!text || !copy || !navigator.clipboard || this.querySelector('button')) return
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'link-button'
    button.textContent = copy
    const said = document.createElement('span')
    said.setAttribute('role', 'status')
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(text)
      said.textContent = ` ${copied ?? ''}`
    })
    this.append(' ', button, said)
  }
}

customElements.define('copy-text', CopyText)
