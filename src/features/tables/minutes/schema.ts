import * as z from 'zod'
import { requiredText } from '../../../platform/http/form.ts'
import { optionalId } from '../schema.ts'

export const paragraphForm = z.object({ body: requiredText(8000), replaces: optionalId })
export type ParagraphFields = z.output<typeof paragraphForm>
