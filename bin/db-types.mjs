// Writes src/platform/db/types.ts and db/schema.sql from a freshly migrated database.
import { writeFile } from 'node:fs/promises'
import { migrate } from '../src/platform/db/migrate.ts'
import { emptyDatabase } from '../test/database.ts'
import { schemaFile, schemaOf, typesFile, typesOf } from './schema-artifacts.ts'

const { url, drop } = await emptyDatabase()
try {
  await migrate(url)
  await writeFile(typesFile, await typesOf(url))
  await writeFile(schemaFile, await schemaOf(url))
  console.log('Escritos src/platform/db/types.ts y db/schema.sql.')
} finally {
  await drop()
}
