import { largestAttachmentBytes } from '../../../platform/attachments/read-attachment.ts'
import type { App } from '../../../platform/http/env.ts'
import type { Purposes } from '../../../platform/uploads/routes.ts'
import { evidencePurpose } from './model.ts'

/** What tracking takes piece by piece. */
export const evidencePurposes: Purposes = { [evidencePurpose]: { maxBytes: largestAttachmentBytes } }

export function mountEvidence(_app: App): void {}
