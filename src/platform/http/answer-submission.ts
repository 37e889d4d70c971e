import type * as z from 'zod'
import { Refused } from '../errors.ts'
import type { C } from './env.ts'
import { type FieldErrors, parseForm, type Typed } from './form.ts'
import { receivedForm } from './received-form.ts'

/** A form that came back: which one of its page ('' where there is one alone), what was typed, what is wrong with it. */
export type WrongForm = { form: string; typed: Typed; errors: FieldErrors }
export type Wrong = WrongForm | null

type Html = string | Promise<string>

type Answer = {
  /** Which form of the page it is; '' where there is one alone. */
  form?: string
  /** The page again, with nothing typed lost. */
  again: (wrong: WrongForm) => Html | Promise<Html>
  /** The field beside which a refusal stands, where it concerns one; of several, by the key of the refusal. */
  refusedAt?: string | ((key: string) => string)
}

type Submission<S extends z.ZodType> = Answer & {
  schema: S
  /** Does what was asked and says where that leads. */
  act: (value: z.output<S>) => Promise<string>
}

/** Parse, act, lead on: what cannot be read comes back with 422, what is refused with 409, on the page it was typed on. */
export async function answerSubmission<S extends z.ZodType>(c: C, asked: Submission<S>): Promise<Response> {
  const { schema, act, ...answer } = asked
  const parsed = parseForm(schema, await receivedForm(c), c.var.t)
  if (!parsed.ok) return c.html(await answer.again({ form: answer.form ?? '', ...parsed }), 422)
  return answerAct(c, { ...answer, typed: parsed.typed, act: () => act(parsed.value) })
}

/** The same of a button, or of a form that was read already. */
export async function answerAct(
  c: C,
  asked: Answer & { typed?: Typed; act: () => Promise<string> },
): Promise<Response> {
  const { form = '', typed = {}, act, again, refusedAt = 'form' } = asked
  try {
    return c.redirect(await act(), 303)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const field = typeof refusedAt === 'string' ? refusedAt : refusedAt(error.key)
    return c.html(await again({ form, typed, errors: { [field]: c.var.t(error.key, error.values) } }), 409)
  }
}
