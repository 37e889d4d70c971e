import type { Context } from '../../../../platform/context.ts'
import { Refused } from '../../../../platform/errors.ts'
import { record } from '../../../../platform/record.ts'
import { happening } from '../../editions/commands.ts'
import type { Edition } from '../../editions/model.ts'
import { allowOwn } from './policy.ts'
import type { Certificate } from './queries.ts'

/** Prints the name that its holder asks for on her certificate, or takes it off again. The record says that, and no name. */
export async function printName(context: Context, edition: Edition, certificate: Certificate, name: string | null) {
  allowOwn(context.actor, certificate)
  if (certificate.isMinor && name !== null) throw new Refused('rally.certificate.minor')
  await context.db.transaction().execute(async (tx) => {
    await tx.updateTable('rally_certificates').set({ printed_name: name }).where('id', '=', certificate.id).execute()
    const details = { slug: edition.slug, certificate: certificate.id, hasName: name !== null }
    await record(tx, context, { ...happening(edition, 'rally.certificate-name'), details })
  })
}
