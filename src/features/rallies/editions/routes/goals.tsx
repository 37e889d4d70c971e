import { allow } from '../../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import type { Space } from '../../../spaces/model.ts'
import { spaceIdsUnder } from '../../../spaces/queries.ts'
import { rallyPaths } from '../../paths.ts'
import { addForum, removeForum } from '../goals/commands.ts'
import { goalsOf } from '../goals/model.ts'
import { ownForums, removedForums, toldOf } from '../goals/queries.ts'
import { forumForm, removalForm } from '../goals/schema.ts'
import { loadSpace } from '../loading/routes.ts'
import { GoalsPage, type WrongRemoval } from '../pages/goals-page.tsx'
import { canOrganise } from '../policy.ts'

export function mountGoals(app: App): void {
  app.get('/:space/rallies/metas', async (c) => {
    const space = await loadSpace(c)
    isPublic(c)
    return c.html(await goalsPage(c, space, {}, {}))
  })

  app.get('/:space/rallies/metas.json', async (c) => {
    const space = await loadSpace(c)
    isPublic(c)
    openToAll(c)
    const { db } = c.var.context
    const removed = await removedForums(db, await spaceIdsUnder(db, space.id))
    return c.json({ space: space.slug, goals: await goals(c, space), removedForums: removed })
  })

  app.post('/:space/rallies/metas/foros', async (c) => {
    const space = await loadSpace(c)
    allow(canOrganise(c.var.context.actor, space.id))
    const parsed = parseForm(forumForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await goalsPage(c, space, parsed.typed, parsed.errors), 422)
    await addForum(c.var.context, space.id, parsed.value)
    return c.redirect(rallyPaths.goals(space.slug), 303)
  })

  app.post(`/:space/rallies/metas/foros/:id{${uuid}}/quitar`, async (c) => {
    const space = await loadSpace(c)
    allow(canOrganise(c.var.context.actor, space.id))
    const parsed = parseForm(removalForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await goalsPage(c, space, {}, {}, { id: c.req.param('id'), ...parsed }), 422)
    await removeForum(c.var.context, space.id, c.req.param('id'), parsed.value.reason)
    return c.redirect(rallyPaths.goals(space.slug), 303)
  })
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

async function goals(c: C, space: Space) {
  const { db } = c.var.context
  return goalsOf(await toldOf(db, space.id, await spaceIdsUnder(db, space.id)))
}

async function goalsPage(c: C, space: Space, typed: Typed, errors: FieldErrors, wrong: WrongRemoval | null = null) {
  const { db, actor } = c.var.context
  const organises = canOrganise(actor, space.id)
  const [forums, removed] = await Promise.all([
    organises ? ownForums(db, space.id) : [],
    removedForums(db, await spaceIdsUnder(db, space.id)),
  ])
  return <GoalsPage {...{ c, space, organises, typed, errors, forums, removed, wrong }} goals={await goals(c, space)} />
}
