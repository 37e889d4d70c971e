import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../platform/canonical-json.ts'
import { promiseOf } from '../document/model.ts'
import type { CommitmentDocument } from '../model.ts'

/**
 * Names the exact promise that a form was filled from: a form whose fingerprint is no longer the stored one was filled from
 * something that somebody has changed since. Reports of progress do not change it.
 */
export function fingerprintOf(document: CommitmentDocument): string {
  return createHash('sha256')
    .update(canonicalJson(promiseOf(document)))
    .digest('base64url')
    .slice(0, 22)
}
