/** Made in the next slice. */
class StreetForm extends HTMLElement {}
customElements.define('street-form', StreetForm)
