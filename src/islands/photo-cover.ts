/** Made in the next slice. */
class PhotoCover extends HTMLElement {}
customElements.define('photo-cover', PhotoCover)
