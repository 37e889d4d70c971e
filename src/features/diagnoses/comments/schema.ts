import * as z from 'zod'
import { requiredText } from '../../../platform/http/form.ts'

export const commentForm = z.object({ body: requiredText(4000), signature: requiredText(200) })
export type CommentFields = z.output<typeof commentForm>

export const answerForm = z.object({ answer: requiredText(4000) })
