/** The process that rally-scoring.bench.ts measures: scores a folder and tells seconds, megabytes and posts. */
import { join } from 'node:path'
import { scoreFolder } from '../src/features/rallies/scoring/folder.ts'

const folder = process.argv[2] ?? '.'
const started = performance.now()
const { posts_read: posts } = await scoreFolder(folder, join(folder, 'out'))
const seconds = (performance.now() - started) / 1000
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
console.log(JSON.stringify({ seconds, megabytes, posts }))
