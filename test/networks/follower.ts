/** A worker of its own process for a test that kills it: follows one source until it has everything, page by page. */
import { followSource } from '../../src/features/rallies/networks/following/commands.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { followingOf, noStop } from './source.ts'

const [url = '', base = '', id = '', now = ''] = process.argv.slice(2)
const db = openDatabase(url, { max: 2 })
await followSource(followingOf({ db, now: new Date(now) }, base), id, noStop)
await db.destroy()
