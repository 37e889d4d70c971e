/**
 * `<where-am-i data-use="…" data-asking="…" data-found="… {meters}" data-failed="…">`: a button that asks the phone where it is, only
 * when it is pressed; fills the inputs latitude, longitude and accuracy inside, or the one that data-target names ("17.06, -96.72").
 */
class WhereAmI extends HTMLElement {
  connectedCallback() {
    if (!navigator.geolocation) return
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button quiet'
    button.textContent = this.dataset.use ?? ''
    const said = document.createElement('p')
    said.className = 'small muted'
    said.setAttribute('role', 'status')
    said.textContent = this.dataset.hint ?? ''
    button.addEventListener('click', () => {
      said.textContent = this.dataset.asking ?? ''
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          this.#fill(coords)
          said.textContent = (this.dataset.found ?? '').replace('{meters}', String(Math.ceil(coords.accuracy)))
        },
        () => {
          said.textContent = this.dataset.failed ?? ''
        },
        { enableHighAccuracy: true, timeout: 30_000, maximumAge: 30_000 },
      )
    })
    this.append(button, said)
  }

  #fill({ latitude, longitude, accuracy }: GeolocationCoordinates) {
    const put = (name: string, value: string) => {
      const input = this.querySelector<HTMLInputElement>(`input[name=${name}]`)
      if (input) input.value = value
    }
    const round = (degrees: number) => degrees.toFixed(6)
    if (this.dataset.target) return put(this.dataset.target, `${round(latitude)}, ${round(longitude)}`)
    put('latitude', round(latitude))
    put('longitude', round(longitude))
    put('accuracy', String(Math.ceil(accuracy)))
  }
}

customElements.define('where-am-i', WhereAmI)
