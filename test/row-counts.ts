import { sql } from 'kysely'
import type { Database } from '../src/platform/context.ts'

const watched = new WeakMap<Database, Promise<unknown>>()

/**
 * By how many rows every table grew or shrank since this was first asked of the database; those that stand where they stood
 * are left out, and so are sessions and turns, which are counted by asking itself. Counted by triggers: to count two hundred
 * tables anew before and after each of thousands of requests costs more than the requests.
 */
export async function rowCounts(db: Database): Promise<Record<string, string>> {
  if (!watched.has(db)) watched.set(db, watch(db))
  await watched.get(db)
  const { rows } = await sql<{ name: string; count: string }>`
    select name, sum(rows)::text as count from row_changes group by name having sum(rows) <> 0 order by name`.execute(
    db,
  )
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
}

async function watch(db: Database): Promise<void> {
  await sql`create table row_changes (name text not null, rows bigint not null)`.execute(db)
  await sql`create function note_row_changes() returns trigger language plpgsql as $$ begin
      insert into public.row_changes
        select tg_table_name, count(*) * (case tg_op when 'INSERT' then 1 else -1 end) from changed having count(*) > 0;
      return null;
    end $$`.execute(db)
  await sql`do $$ declare watched text; begin
      for watched in select tablename from pg_tables where schemaname = 'public'
        and tablename not in ('sessions', 'rate_limits', 'row_changes')
      loop
        execute format('create trigger zz_came after insert on %I referencing new table as changed
          for each statement execute function note_row_changes()', watched);
        execute format('create trigger zz_went after delete on %I referencing old table as changed
          for each statement execute function note_row_changes()', watched);
      end loop;
    end $$`.execute(db)
}
