import { found } from '../../../../platform/errors.ts'
import { createKit, handKit, publishKit, sendKit } from '../../../diagnoses/kits/commands.ts'
import { createTable, publishTable } from '../../../tables/commands.ts'
import { writeMinutes } from '../../../tables/minutes/commands.ts'
import type { WorkingTable } from '../../../tables/model.ts'
import { findTable } from '../../../tables/queries.ts'
import { checkIn, registerMany } from '../../../tables/registrations/commands.ts'
import { exerciseOf } from '../beginning/commands.ts'
import type { ToldTree } from '../diagnosis/commands.ts'
import { tellAgreement } from '../sessions/commands.ts'
import type { StoryTable } from '../story.ts'
import { type CycleTelling, contextOf, timeOf } from '../telling.ts'
import { peopleOf } from './people.ts'

export type ToldTable = {
  told: StoryTable
  table: WorkingTable
  tree: ToldTree | null
  kit: string | null
  registered: { id: string; comes: boolean }[]
}

/** Calls every table, with the kit of those that have a tree, and gives out the places. */
export async function tellCalls(
  telling: CycleTelling,
  topics: ReadonlyMap<string, string>,
  trees: ReadonlyMap<string, ToldTree>,
): Promise<ToldTable[]> {
  const { calledDay, kitDay, registeredDay, list } = telling.story.tables
  const tables: ToldTable[] = []
  for (const told of list) {
    const tree = told.tree === null ? null : found(trees.get(told.tree))
    const table = await tellCall(telling, told, found(topics.get(told.topic)), tree)
    tables.push({ told, table, tree, kit: null, registered: [] })
  }
  for (const one of tables) await publishTable(contextOf(telling, calledDay), one.table)
  for (const one of tables) one.kit = await tellKit(telling, one, kitDay)
  for (const one of tables) one.table = await again(telling, one)
  for (const one of tables) {
    const people = peopleOf(telling.story, one.told, telling.mailAt)
    const ids = await registerMany(contextOf(telling, registeredDay), one.table, people)
    one.registered = people.map(({ comes }, index) => ({ id: found(ids[index]), comes }))
  }
  for (const one of tables) await giveKit(telling, one, registeredDay, () => true)
  return tables
}

async function again({ db, space }: CycleTelling, { table }: Pick<ToldTable, 'table'>): Promise<WorkingTable> {
  return found(await findTable(db, space.slug, table.slug))
}

async function tellCall(
  telling: CycleTelling,
  told: StoryTable,
  topic: string,
  tree: ToldTree | null,
): Promise<WorkingTable> {
  const { db, space, story } = telling
  const { title, purpose, place, day, capacity } = told
  const about = { exercise: (await exerciseOf(telling)).id, topic, tree: tree?.tree.id ?? null, kit: null }
  const slug = await createTable(contextOf(telling, story.tables.calledDay), space, {
    ...{ title, purpose, call: null, place, modality: 'in-person', link: null, recordingUrl: null, reported: [] },
    ...{ heldAt: timeOf(telling, day), endsAt: timeOf(telling, day, 4), capacity: { any: capacity }, ...about },
  })
  return found(await findTable(db, space.slug, slug))
}

async function tellKit(telling: CycleTelling, { told, table, tree }: ToldTable, day: number): Promise<string | null> {
  if (tree === null) return null
  const { rules, agenda } = telling.story.tables.kit
  const fields = { title: `Kit de participantes: ${told.title}`, rules, agenda, sources: null, table: table.id }
  const id = await createKit(contextOf(telling, day), tree.tree, fields)
  await publishKit(contextOf(telling, day), tree.tree, id)
  return id
}

/** By mail to those who left an address, printed to the others: each leaves its proof. */
async function giveKit(
  telling: CycleTelling,
  { kit, tree, registered }: ToldTable,
  day: number,
  gets: (one: { comes: boolean }) => boolean,
): Promise<void> {
  if (kit === null || tree === null) return
  const context = contextOf(telling, day)
  if (telling.mailAt !== null) await sendKit(context, telling, tree.tree, kit)
  else {
    const ids = registered.filter(gets).map(({ id }) => id)
    await handKit(context, tree.tree, kit, ids)
  }
}

/** The day of a table: who came, what was written while everybody looked, what was agreed. */
export async function tellDay(telling: CycleTelling, one: ToldTable): Promise<void> {
  const { told, table, registered } = one
  const context = contextOf(telling, told.day)
  const came = registered.filter(({ comes }) => comes).map(({ id }) => id)
  await checkIn(context, table, came, 'list')
  await giveKit(telling, one, told.day, ({ comes }) => comes)
  for (const body of told.minutes) await writeMinutes(context, table, { body, replaces: null })
  const maker = { spaceId: telling.space.id, tableId: table.id }
  for (const agreement of told.agreements) await tellAgreement(telling, maker, told.day, agreement)
}

/** What came out goes to those who were there, the day after. */
export async function tellAfter(telling: CycleTelling, one: ToldTable): Promise<void> {
  await giveKit(telling, one, one.told.day + 1, ({ comes }) => comes)
}
