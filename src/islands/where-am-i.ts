/** Made in the next slice. */
class WhereAmI extends HTMLElement {}
customElements.define('where-am-i', WhereAmI)
