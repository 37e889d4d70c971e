/** Made in the next slice. */
class StreetQueue extends HTMLElement {}
customElements.define('street-queue', StreetQueue)
