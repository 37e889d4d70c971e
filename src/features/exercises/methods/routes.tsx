import { allow, found, Refused } from '../../../platform/errors.ts'
import { isPublic } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed, typedFrom } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import type { MessageKey, T } from '../../../platform/i18n.ts'
import { methodPaths } from '../paths.ts'
import { canRunExercises } from '../policy.ts'
import { spaceOf } from '../routes/load.ts'
import { adaptMethod } from './commands.ts'
import type { Method, MethodDefinition } from './model.ts'
import { AdaptPage } from './pages/adapt-page.tsx'
import { MethodPage, MethodsPage } from './pages/method-pages.tsx'
import { methodsFor, versionsOf } from './queries.ts'
import { adaptationForm, methodDefinition, optionalMark, stageFrom } from './schema.ts'

const one = '/:space/metodos/:method{[^/.]+}'

export function mountMethods(app: App): void {
  app.get('/:space/metodos', async (c) => {
    const space = await spaceOf(c)
    isPublic(c)
    return c.html(<MethodsPage c={c} space={space} methods={await methodsFor(c.var.context.db, space.id)} />)
  })
  app.get('/:space/metodos/:method{[^/]+\\.json}', async (c) => {
    const { versions } = await load(c)
    isPublic(c)
    const [newest] = versions
    const { code, version, name, definition } = found(newest)
    return c.json({ code, version, name, definition })
  })
  app.get(one, async (c) => {
    const { space, versions } = await load(c)
    isPublic(c)
    const wanted = Number(c.req.query('version') ?? 0)
    const method = found(wanted === 0 ? versions[0] : versions.find(({ version }) => version === wanted))
    const canAdapt = canRunExercises(c.var.context.actor, space.id)
    return c.html(<MethodPage c={c} space={space} method={method} versions={versions} canAdapt={canAdapt} />)
  })
  app.get(`${one}/adaptar`, async (c) => {
    const { space, method } = await loadAdapted(c)
    return c.html(<AdaptPage c={c} space={space} method={method} typed={typedOf(method)} errors={{}} />)
  })
  app.post(`${one}/adaptar`, adapt)
}

async function load(c: C) {
  const space = await spaceOf(c)
  const code = (c.req.param('method') ?? '').replace(/\.json$/, '')
  const versions = await versionsOf(c.var.context.db, space.id, code)
  found(versions[0])
  return { space, versions }
}

async function loadAdapted(c: C) {
  const { space, versions } = await load(c)
  allow(canRunExercises(c.var.context.actor, space.id))
  return { space, method: found(versions[0]) }
}

/** What the form shows of a method as it stands. */
function typedOf({ name, definition }: Method): Typed {
  const typed: Typed = { name, about: definition.about, reason: '' }
  for (const [at, stage] of definition.stages.entries()) {
    const fields = {
      ...{ position: String(at + 1), name: stage.name, purpose: stage.purpose, takesPart: stage.takesPart },
      ...{
        days: stage.days === null ? '' : String(stage.days),
        opens: stage.opens.join('\n'),
        closes: stage.closes.join('\n'),
      },
      outputs: stage.outputs
        .map(({ name: output, isMinimum }) => (isMinimum ? output : `${output} ${optionalMark}`))
        .join('\n'),
    }
    for (const [field, value] of Object.entries(fields)) typed[`stages.${at}.${field}`] = value
  }
  return typed
}

async function adapt(c: C): Promise<Response> {
  const { space, method } = await loadAdapted(c)
  const form = await receivedForm(c)
  const typed = typedFrom(form)
  const again = (errors: FieldErrors, status: 409 | 422) =>
    c.html(<AdaptPage c={c} space={space} method={method} typed={typed} errors={errors} />, status)
  const parsed = parseForm(adaptationForm, form, c.var.t)
  const read = definitionFrom(c.var.t, method, typed)
  if (!parsed.ok || !('definition' in read))
    return again({ ...('errors' in read ? read.errors : {}), ...(parsed.ok ? {} : parsed.errors) }, 422)
  try {
    const { name, reason } = parsed.value
    const code = await adaptMethod(c.var.context, space, method, { name, reason, definition: read.definition })
    return c.redirect(methodPaths.one(space.slug, code), 303)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return again({ name: c.var.t(error.key, error.values) }, 409)
  }
}

/** Sources, clocks and checks stay those of the method; stages are what was typed, in the order of their positions. */
function definitionFrom(
  t: T,
  method: Method,
  typed: Typed,
): { definition: MethodDefinition } | { errors: FieldErrors } {
  const known = method.definition.stages
  const rows = Array.from({ length: known.length + 1 }, (_, at) => ({ at, ...stageFrom(typed, at, known[at]) }))
  const kept = rows.filter(({ isGone }) => !isGone).sort((a, b) => a.position - b.position || a.at - b.at)
  const result = methodDefinition.safeParse({
    ...method.definition,
    about: typed.about ?? '',
    stages: kept.map(({ stage }) => stage),
  })
  if (result.success) return { definition: result.data }
  const errors: FieldErrors = {}
  for (const { path, message } of result.error.issues) {
    const [top, index, field] = path
    const row = kept[Number(index)]
    const name = top === 'stages' && row && field ? `stages.${row.at}.${String(field)}` : String(top ?? 'form')
    errors[name] ??= t(/^(error|method)\./.test(message) ? (message as MessageKey) : 'method.error.field')
  }
  return { errors }
}
