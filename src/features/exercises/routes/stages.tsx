import { Readable } from 'node:stream'
import { found, Refused, Unreadable } from '../../../platform/errors.ts'
import { isPublic } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { parseForm } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { judge } from '../conditions/model.ts'
import { readFacts } from '../conditions/queries.ts'
import { stateOf } from '../model.ts'
import { addOutput, receiveFile, withdrawOutput } from '../outputs/commands.ts'
import { fileOf } from '../outputs/queries.ts'
import { StagePage } from '../pages/stage-page.tsx'
import type { Wrong } from '../pages/view.ts'
import { exercisePaths } from '../paths.ts'
import { canRunExercises } from '../policy.ts'
import { moveForm, outputForm, withdrawalForm } from '../schema.ts'
import { moveStage } from '../stages/commands.ts'
import { fileLimit, takeFileTurn } from './files.ts'
import { deskOf, type Place, placeOf } from './load.ts'
import { viewOf } from './reading.tsx'

const one = '/:space/ejercicios/:exercise{[^/.]+}'
const stage = `${one}/etapas/:stage`
const uuid = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
export function mountStages(app: App): void {
  app.get(stage, async (c) => {
    const place = await placeOf(c)
    isPublic(c)
    return c.html(await stagePage(c, place, null))
  })
  app.post(`${stage}/paso`, move)
  app.post(`${stage}/cargas`, fileLimit, add)
  app.post(`${stage}/productos/:id${uuid}/retiro`, async (c) => {
    const place = await deskOf(c)
    const id = c.req.param('id')
    const parsed = parseForm(withdrawalForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await stagePage(c, place, { form: id, faults: [], ...parsed }), 422)
    await withdrawOutput(c.var.context, place.exercise, id, parsed.value.reason)
    return c.redirect(exercisePaths.stage(place.exercise, c.req.param('stage')), 303)
  })
  app.get(`${one}/archivos/:sha256{[0-9a-f]{64}}`, serve)
}

async function stagePage(c: C, place: Place, wrong: Wrong | null) {
  const { db, now, actor } = c.var.context
  const shown = found(place.exercise.stages.find(({ code }) => code === c.req.param('stage')))
  const view = await viewOf(c, place)
  const facts = await readFacts(db, place.exercise, now, view.method.definition.noticeDays)
  const next = stateOf(shown) === 'open' ? 'close' : 'open'
  const { opens, closes } = shown.definition
  const asked = { opens: judge(opens, facts, shown), closes: judge(closes, facts, shown) }
  const runs = canRunExercises(actor, place.space.id) && place.exercise.origin === 'platform'
  return <StagePage c={c} view={view} stage={shown} asked={asked} next={next} runs={runs} wrong={wrong} />
}

async function move(c: C): Promise<Response> {
  const place = await deskOf(c)
  const code = c.req.param('stage') ?? ''
  found(place.exercise.stages.find((one) => one.code === code))
  const parsed = parseForm(moveForm, await receivedForm(c), c.var.t)
  if (!parsed.ok) return c.html(await stagePage(c, place, { form: 'move', faults: [], ...parsed }), 422)
  try {
    await moveStage(c.var.context, place.exercise, code, parsed.value)
    return c.redirect(exercisePaths.stage(place.exercise, code), 303)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const faults = error.faults.map(({ key, values }) => c.var.t(key, values))
    const errors = { '': c.var.t(error.key, error.values) }
    return c.html(await stagePage(c, place, { form: 'move', typed: parsed.typed, errors, faults }), 409)
  }
}

async function add(c: C): Promise<Response> {
  const place = await deskOf(c)
  const code = c.req.param('stage') ?? ''
  found(place.exercise.stages.find((one) => one.code === code))
  await takeFileTurn(c)
  const form = await receivedForm(c)
  const parsed = parseForm(outputForm, form, c.var.t)
  const sent = form.get('file')
  const file = sent instanceof File && sent.size > 0 ? sent : null
  const url = parsed.ok ? parsed.value.url : (parsed.typed.url ?? null)
  const errors = parsed.ok ? {} : parsed.errors
  if (!file && !url) errors.file ??= c.var.t('exercise.error.source')
  if (file && url) errors.url ??= c.var.t('exercise.error.both')
  const again = async (faults: typeof errors) =>
    c.html(await stagePage(c, place, { form: 'output', typed: parsed.typed, errors: faults, faults: [] }), 422)
  if (!parsed.ok || Object.keys(errors).length > 0) return again(errors)
  try {
    const source = file ? { file: await receiveFile(c.var.deps.storage, file) } : { url: url ?? '' }
    await addOutput(c.var.context, place.exercise, code, parsed.value, source)
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof Refused)) throw error
    return again({ [error instanceof Refused ? 'output' : 'file']: c.var.t(error.key, error.values) })
  }
  return c.redirect(exercisePaths.stage(place.exercise, code), 303)
}

/** Bytes under the exercise's own address, where nothing that they hold executes. */
async function serve(c: C): Promise<Response> {
  const { exercise } = await placeOf(c)
  const sha256 = c.req.param('sha256') ?? ''
  const { fileName, mediaType } = found(await fileOf(c.var.context.db, exercise.id, sha256))
  const file = found(await c.var.deps.storage.open(sha256))
  c.header('Content-Security-Policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
  c.header('Cache-Control', 'private, max-age=0, must-revalidate')
  c.header('Content-Type', mediaType)
  c.header('Content-Length', String(file.bytes))
  if (!/^image\/(jpeg|png|webp)$/.test(mediaType))
    c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName ?? 'documento')}`)
  return c.body(Readable.toWeb(file.stream) as ReadableStream)
}
