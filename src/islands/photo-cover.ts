import { type Box, between, pixelate, steered } from './street/boxes.ts'

type Texts = Readonly<Record<string, string>>

const longestSide = 2048

/** `photo-cover`: a dialog in which boxes are drawn over faces and plates, by touch, mouse or keyboard alone. */
class PhotoCover extends HTMLElement {
  #boxes: Box[] = []
  #texts: Texts = {}
  #canvas = document.createElement('canvas')
  #picture = document.createElement('canvas')
  #said = document.createElement('p')

  /** The photograph with its boxes covered, as a new JPEG without metadata; null when the person left it as it was. */
  async cover(photo: Blob, texts: Texts): Promise<Blob | null> {
    this.#texts = texts
    await this.#load(photo)
    const dialog = this.#dialog()
    this.append(dialog)
    dialog.showModal()
    this.#canvas.focus()
    const isDone = await new Promise<boolean>((resolve) => {
      dialog.addEventListener('close', () => resolve(dialog.returnValue === 'done'), { once: true })
    })
    if (!isDone || this.#boxes.length === 0) return null
    for (const box of this.#boxes) pixelate(this.#picture, box)
    return new Promise((resolve) => this.#picture.toBlob(resolve, 'image/jpeg', 0.9))
  }

  async #load(photo: Blob) {
    const bitmap = await createImageBitmap(photo, { imageOrientation: 'from-image' })
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
    for (const canvas of [this.#picture, this.#canvas]) {
      canvas.width = Math.round(bitmap.width * scale)
      canvas.height = Math.round(bitmap.height * scale)
    }
    this.#picture.getContext('2d')?.drawImage(bitmap, 0, 0, this.#picture.width, this.#picture.height)
    bitmap.close()
  }

  #dialog(): HTMLDialogElement {
    const dialog = document.createElement('dialog')
    dialog.className = 'photo-cover'
    const title = document.createElement('h2')
    title.id = 'photo-cover-title'
    title.textContent = this.#texts['blur-title'] ?? ''
    dialog.setAttribute('aria-labelledby', title.id)
    const hint = document.createElement('p')
    hint.textContent = this.#texts['blur-hint'] ?? ''
    this.#said.setAttribute('role', 'status')
    this.#listen()
    const actions = document.createElement('div')
    actions.className = 'actions'
    actions.append(
      this.#button('add', () => this.#add({ x: 0.4, y: 0.4, width: 0.2, height: 0.2 })),
      this.#button('undo', () => this.#remove()),
      this.#button('done', () => dialog.close('done')),
      this.#button('cancel', () => dialog.close('')),
    )
    dialog.append(title, hint, this.#canvas, this.#said, actions)
    this.#draw()
    return dialog
  }

  #button(name: string, act: () => void): HTMLButtonElement {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = name === 'done' ? 'button' : 'button quiet'
    button.textContent = this.#texts[`blur-${name}`] ?? ''
    button.addEventListener('click', act)
    return button
  }

  #listen() {
    const canvas = this.#canvas
    canvas.tabIndex = 0
    canvas.setAttribute('role', 'application')
    canvas.setAttribute('aria-label', this.#texts['blur-canvas'] ?? '')
    canvas.addEventListener('keydown', (event) => this.#key(event))
    let start: { x: number; y: number } | null = null
    const at = ({ clientX, clientY }: PointerEvent) => {
      const frame = canvas.getBoundingClientRect()
      return { x: (clientX - frame.left) / frame.width, y: (clientY - frame.top) / frame.height }
    }
    canvas.addEventListener('pointerdown', (event) => {
      start = at(event)
      canvas.setPointerCapture(event.pointerId)
      this.#add(between(start, start))
    })
    canvas.addEventListener('pointermove', (event) => {
      if (start) this.#change(between(start, at(event)))
    })
    for (const end of ['pointerup', 'pointercancel'] as const)
      canvas.addEventListener(end, () => {
        start = null
      })
  }

  #key(event: KeyboardEvent) {
    const last = this.#boxes.at(-1)
    if (event.key === 'Delete' || event.key === 'Backspace') this.#remove()
    else {
      const box = last && steered(last, event.key, event.shiftKey)
      if (!box) return
      this.#change(box)
    }
    event.preventDefault()
  }

  #add(box: Box) {
    this.#boxes.push(box)
    this.#draw()
    this.#canvas.focus()
  }

  #change(box: Box) {
    this.#boxes[this.#boxes.length - 1] = box
    this.#draw()
  }

  #remove() {
    this.#boxes.pop()
    this.#draw()
  }

  #draw() {
    const context = this.#canvas.getContext('2d')
    if (!context) return
    const { width, height } = this.#canvas
    context.drawImage(this.#picture, 0, 0)
    for (const box of this.#boxes) pixelate(this.#canvas, box)
    const last = this.#boxes.at(-1)
    if (last) {
      context.lineWidth = Math.max(3, width / 200)
      for (const [style, dash] of [
        ['#000', 0],
        ['#fff', width / 60],
      ] as const) {
        context.strokeStyle = style
        context.setLineDash(dash ? [dash] : [])
        context.strokeRect(last.x * width, last.y * height, last.width * width, last.height * height)
      }
    }
    this.#said.textContent = (this.#texts['blur-count'] ?? '').replace('{count}', String(this.#boxes.length))
  }
}

customElements.define('photo-cover', PhotoCover)
