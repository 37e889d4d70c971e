import * as z from 'zod'
import { versionField } from '../trees/schema.ts'
import type { Place } from './model.ts'

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const beside = new RegExp(`^(before|after):(${uuid})@(${uuid})$`)

/** 'before:NODE@PARENT' and 'after:NODE@PARENT'; the parent is that on which the node hung when it was looked at. */
const place = z
  .string('error.choice')
  .regex(beside, 'error.choice')
  .transform((text): Place => {
    const [, where = '', anchorId = '', parentId = ''] = beside.exec(text) ?? []
    return { where: where === 'before' ? 'before' : 'after', anchorId, parentId }
  })

export const moveForm = z.object({
  to: z.union([z.enum(['up', 'down']), z.uuid(), place], 'error.choice'),
  version: versionField,
})
export type MoveFields = z.output<typeof moveForm>
