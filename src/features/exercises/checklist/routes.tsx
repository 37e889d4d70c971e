import type { App } from '../../../platform/http/env.ts'
import { deskOf } from '../routes/load.ts'
import { ChecklistPage } from './pages/checklist-page.tsx'
import { readChecklist } from './queries.ts'

export function mountChecklist(app: App): void {
  app.get('/:space/ejercicios/:exercise{[^/.]+}/pendientes', async (c) => {
    const { space, exercise } = await deskOf(c)
    const { items, today } = await readChecklist(c.var.context.db, exercise, c.var.context.now)
    return c.html(<ChecklistPage {...{ c, space, exercise, items, today }} />)
  })
}
