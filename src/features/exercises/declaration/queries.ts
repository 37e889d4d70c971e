import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Three } from '../conditions/model.ts'
import type { DeclarationText, Party, Signature } from './model.ts'

export type Declaration = { versions: DeclarationText[]; parties: Party[] }

type PartyRow = {
  id: string
  sector: Three
  signatory: string
  organizationId: string
  name: string
  validTo: string | null
  successor: string | null
  way: Signature['way'] | null
  signedOn: string | null
  sha256: string | null
  fileName: string | null
}

/** The texts of a declaration, newest first, and its parties with what they signed of the newest. */
export async function readDeclaration(db: Db, exerciseId: string): Promise<Declaration> {
  const { rows: versions } = await sql<DeclarationText>`
    select id, version, body, reason, made_at as "madeAt" from declarations
    where exercise_id = ${exerciseId} order by version desc`.execute(db)
  const { rows } = await sql<PartyRow>`
    select p.id, p.sector, p.signatory, o.id as "organizationId", o.name, o.valid_to as "validTo", s.name as successor,
      g.way, g.signed_on as "signedOn", g.sha256, g.file_name as "fileName"
    from declaration_parties p join organizations o on o.id = p.organization_id
      left join organizations s on s.id = o.successor_id
      left join declaration_signatures g on g.party_id = p.id and g.declaration_id = ${versions[0]?.id ?? null}
    where p.exercise_id = ${exerciseId} order by p.sector, o.name`.execute(db)
  return { versions, parties: rows.map(partyOf) }
}

function partyOf({
  id,
  sector,
  signatory,
  organizationId,
  name,
  validTo,
  successor,
  way,
  signedOn,
  ...file
}: PartyRow): Party {
  return {
    ...{ id, sector, signatory, organization: { id: organizationId, name, validTo, successor } },
    signature: way && signedOn ? { way, signedOn, sha256: file.sha256, fileName: file.fileName } : null,
  }
}

export type OrganizationChoice = { id: string; name: string }

export async function organizationChoices(db: Db, spaceId: string): Promise<OrganizationChoice[]> {
  return db.selectFrom('organizations').select(['id', 'name']).where('space_id', '=', spaceId).orderBy('name').execute()
}
