import { sql } from 'kysely'
import { tokenHash } from '../../../platform/auth/one-time-link.ts'
import type { Db } from '../../../platform/context.ts'
import type { Actor, Sector } from './model.ts'

type Row = Omit<Actor, 'territory'> & { territoryKey: string | null; territoryName: string | null }

const select = (timeZone: string) => sql`
  select a.id, a.name, a.sector, a.territory_key as "territoryKey", t.name as "territoryName",
    a.email is not null as "hasEmail", (a.added_at at time zone ${timeZone})::date as "addedOn",
    coalesce((select jsonb_agg(jsonb_build_object('way', i.way, 'on', (i.invited_at at time zone ${timeZone})::date) order by i.invited_at)
      from actor_invitations i where i.actor_id = a.id), '[]') as invitations,
    (select jsonb_build_object('answer', w.answer, 'on', w.answered_on, 'note', w.note) from actor_answers w
      where w.actor_id = a.id order by w.answered_at desc, w.id desc limit 1) as answer
  from invited_actors a left join territories t on t.key = a.territory_key`

function actorOf({ territoryKey: key, territoryName: name, ...row }: Row): Actor {
  return { ...row, territory: key !== null && name !== null ? { key, name } : null }
}

type Of = { id: string; timeZone: string }

/** The register of an exercise by sector and name. */
export async function actorsOf(db: Db, exercise: Of): Promise<Actor[]> {
  const { rows } = await sql<Row>`
    ${select(exercise.timeZone)} where a.exercise_id = ${exercise.id} order by a.sector, a.name, a.id`.execute(db)
  return rows.map(actorOf)
}

export async function findActor(db: Db, exercise: Of, id: string): Promise<Actor | null> {
  const { rows } = await sql<Row>`
    ${select(exercise.timeZone)} where a.exercise_id = ${exercise.id} and a.id = ${id}`.execute(db)
  return rows[0] ? actorOf(rows[0]) : null
}

export type Invited = { invitationId: string; actorId: string; name: string; sector: Sector }

/** Whom an answer link belongs to; null when it is no link of this exercise, or the exercise is over. */
export async function invitedByToken(db: Db, exerciseId: string, token: string): Promise<Invited | null> {
  const { rows } = await sql<Invited>`
    select i.id as "invitationId", a.id as "actorId", a.name, a.sector from actor_invitations i
    join invited_actors a on a.id = i.actor_id
    where i.answer_hash = ${tokenHash(token)} and a.exercise_id = ${exerciseId}`.execute(db)
  return rows[0] ?? null
}

export type TerritoryChoice = { key: string; name: string }

/** The space's own place and those right below it. */
export async function territoryChoices(db: Db, key: string | null): Promise<TerritoryChoice[]> {
  if (key === null) return []
  const { rows } = await sql<TerritoryChoice>`
    select key, name from territories where key = ${key} or parent_key = ${key} order by key <> ${key}, name`.execute(
    db,
  )
  return rows
}
