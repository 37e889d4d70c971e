/** Made in the next slice. */
class PhotoPicker extends HTMLElement {}
customElements.define('photo-picker', PhotoPicker)
