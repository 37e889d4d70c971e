import { answerSubmission, type Wrong } from '../../../platform/http/answer-submission.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { writeMinutes } from '../minutes/commands.ts'
import { minutesOf } from '../minutes/queries.ts'
import { paragraphForm } from '../minutes/schema.ts'
import { MinutesPage } from '../pages/minutes-page.tsx'
import { tablePaths } from '../paths.ts'
import { keptTableOf, type Place, tableOf, tablePath } from './place.ts'

export function mountMinutes(app: App): void {
  const path = `${tablePath}/minuta`
  app.get(path, async (c) => {
    const place = await tableOf(c)
    isPublic(c)
    return c.html(await page(c, place, null))
  })
  app.get(`${path}.json`, async (c) => {
    const { table } = await tableOf(c)
    isPublic(c)
    openToAll(c)
    const minutes = await minutesOf(c.var.context.db, table.id)
    return c.json({ table: table.slug, minutes: minutes.map(({ id: _, ...paragraph }) => paragraph) })
  })
  app.post(path, async (c) => {
    const place = await keptTableOf(c)
    return answerSubmission(c, {
      ...{ form: 'nuevo', schema: paragraphForm },
      again: (wrong) => page(c, place, { ...wrong, form: wrong.typed.replaces || 'nuevo' }),
      act: async (value) => {
        await writeMinutes(c.var.context, place.table, value)
        return tablePaths.minutes(place.table)
      },
    })
  })
}

async function page(c: C, place: Place, wrong: Wrong) {
  const minutes = await minutesOf(c.var.context.db, place.table.id)
  return <MinutesPage c={c} {...place} minutes={minutes} wrong={wrong} />
}
