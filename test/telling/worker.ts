/** A worker of its own process for a test that kills it: tells, queues and sends until nothing is left. */
import { runOnce } from 'graphile-worker'
import { notificationCouriers, tellAll } from '../../src/features/notifications/jobs.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { mailTasks } from '../../src/platform/mail/tasks.ts'
import { sender } from './followers.ts'

const [url = '', smtpUrl = '', now = ''] = process.argv.slice(2)
const db = openDatabase(url, { max: 2 })
process.send?.('ready')
await tellAll(db, sender, new Date(now))
process.send?.('told')
const taskList = mailTasks(db, { smtpUrl, from: 'avisos@example.org' }, notificationCouriers)
await runOnce({ connectionString: url, taskList, noHandleSignals: true, concurrency: 2 })
process.send?.({ peakKb: process.resourceUsage().maxRSS })
await db.destroy()
// Pooled connections would keep it waiting for what nobody sends.
process.exit(0)
