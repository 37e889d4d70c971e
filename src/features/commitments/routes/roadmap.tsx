import type { App, C } from '../../../platform/http/env.ts'
import { parseForm } from '../../../platform/http/form.ts'
import { faultsOf } from '../completeness/model.ts'
import { withFields } from '../editing/fill.ts'
import { typedRoadmap } from '../editing/roadmap.ts'
import type { FormState } from '../pages/edit-frame/edit-form.tsx'
import { RoadmapPage } from '../pages/edit-roadmap/roadmap-page.tsx'
import { commitmentPaths } from '../paths.ts'
import { roadmapForm } from '../schema.ts'
import { answerEdit, type Edited, freshState, loadEdited, sentFrom } from './editor.tsx'
import { afterSaving } from './texts.tsx'

const path = '/:space/planes/:plan/compromisos/:key/hoja-de-ruta'

export function mountRoadmap(app: App): void {
  app.get(path, async (c) => {
    const edited = await loadEdited(c)
    const state = freshState(edited.plan, edited.stored.document, typedRoadmap(edited.stored.document))
    return c.html(page(c, edited, state, sentFrom(c, c.req.query('guardado') || c.req.path)))
  })

  app.post(path, async (c) => {
    const edited = await loadEdited(c)
    return answerEdit(c, {
      edited,
      parse: (form) => parseForm(roadmapForm, form, c.var.t),
      apply: withFields,
      show: (state) => page(c, edited, state, null),
      next: (saved) => afterSaving(edited, saved, commitmentPaths.roadmap(edited.plan, edited.stored.document.key)),
    })
  })
}

function page(c: C, { plan, stored }: Edited, state: FormState, sent: string | null) {
  const faults = faultsOf(stored.document, plan)
  return <RoadmapPage c={c} plan={plan} document={stored.document} faults={faults} state={state} sent={sent} />
}
