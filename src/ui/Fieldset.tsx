import type { Child } from 'hono/jsx'

/** Fields that answer one question together. */
export function Fieldset({ legend, hint, children }: { legend: string; hint?: Child; children: Child }) {
  return (
    <fieldset class="fieldset">
      <legend>{legend}</legend>
      {hint ? <p class="hint">{hint}</p> : null}
      {children}
    </fieldset>
  )
}
