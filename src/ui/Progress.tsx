interface ProgressProps {
  id: string
  label: string
  value: number
  max: number
  /** '1 204 de 10 000 filas' */
  text: string
  /** 'faltan unos 12 segundos' */
  estimate?: string | undefined
}

/** Long work under way: a bar, a count and an estimate. */
export function Progress({ id, label, value, max, text, estimate }: ProgressProps) {
  return (
    <div class="progress">
      <label for={id}>{label}</label>
      <progress id={id} value={value} max={max}>
        {text}
      </progress>
      <p class="small muted" role="status">
        {text}
        {estimate ? ` · ${estimate}` : null}
      </p>
    </div>
  )
}
