import pg from 'pg'
import { loadConfig } from '../../src/platform/config.ts'
import { standDatabase } from '../../src/platform/postgres/with-database.ts'

// Stands its database and writes rows one by one, telling each only after the database has acknowledged it.
const { url } = await standDatabase(loadConfig(), 'una prueba que escribe', () => {})
const client = new pg.Client({ connectionString: url })
await client.connect()
await client.query('create table if not exists written (number int primary key)')
for (let number = 1; ; number++) {
  await client.query('insert into written values ($1)', [number])
  process.stdout.write(`${number}\n`)
}
