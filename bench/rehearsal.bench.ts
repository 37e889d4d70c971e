/** The whole local exercise with 1,600 contributions, each step with its seconds: the goal is 60 s. */
import { rehearseCommand } from '../src/features/site/rehearsal/cli.ts'
import { testDatabase } from '../test/database.ts'

const { db, url, drop } = await testDatabase()
const { stdout, stderr } = process
const world = { db, url, now: () => new Date(), cwd: process.cwd(), stdout, stderr }
console.log('Ensayo de un ejercicio local con 1 600 aportaciones (meta: menos de 60 s)')
process.exitCode = await rehearseCommand([], world, { baseUrl: 'http://localhost:8080' })
await drop()
