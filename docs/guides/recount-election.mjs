// Counts an election again from its published package, with nothing of the platform: node recount-election.mjs paquete.json
// Ends with 1 and says what is wrong where the package does not hold.
import { constants, createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const file = readFileSync(process.argv[2] ?? '/dev/stdin')
const { format, election, publicKey, roll, candidates, ballots, paper, result } = JSON.parse(file.toString('utf8'))
const faults = []
const expect = (holds, fault) => holds || faults.push(fault)
const sha256 = (text) => createHash('sha256').update(text)

expect(format === 'tequio-election-1', `unknown format ${format}`)
const numbers = candidates.map(({ number }) => number)
expect(new Set(numbers).size === numbers.length, 'a candidate appears twice')

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const digital = new Map(numbers.map((number) => [number, 0]))
let blank = 0
const serials = new Set()
const voteKey = createPublicKey(publicKey)
for (const { serial, choice, signature, receipt } of ballots) {
  const message = `tequio-ballot-1\n${election.id}\n${serial}\n${choice}`
  const bytes = Buffer.from(signature, 'base64url')
  const key = { key: voteKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }
  expect(/^[0-9a-f]{64}$/.test(serial), `serial ${serial} has another shape`)
  expect(!serials.has(serial), `serial ${serial} appears twice`)
  expect(verify('sha384', Buffer.from(message), key, bytes), `ballot ${receipt}: its signature is not valid`)
  const bits = BigInt(`0x${sha256(`${message}\n${signature}`).digest('hex')}`) >> 156n
  const code = Array.from({ length: 20 }, (_, at) => letters[Number((bits >> BigInt(95 - at * 5)) & 31n)]).join('')
  expect(code.match(/.{5}/g).join('-') === receipt, `ballot ${receipt}: its receipt is another`)
  serials.add(serial)
  if (choice === 'blank') blank += 1
  else {
    const marks = choice.split(',').map(Number)
    const isRight = marks.every((mark, at) => numbers.includes(mark) && (at === 0 || mark > marks[at - 1]))
    expect(isRight && marks.length <= election.seats, `ballot ${receipt}: it marks what cannot be marked`)
    for (const mark of marks) digital.set(mark, (digital.get(mark) ?? 0) + 1)
  }
}
expect(
  [...serials].every((serial, at, all) => at === 0 || all[at - 1] < serial),
  'ballots are not in order of serial',
)
expect(ballots.length <= roll.signaturesGiven, 'there are more ballots than signatures given')
expect(roll.signaturesGiven + roll.votedOnPaper <= roll.admitted, 'more people voted than the roll holds')
expect((paper?.ballots ?? 0) <= roll.votedOnPaper, 'there are more paper ballots than paper voters')
if (paper) {
  const marked = paper.ballots - paper.blank - paper.spoiled
  const sum = Object.values(paper.votes).reduce((total, votes) => total + votes, 0)
  const isRight = Object.entries(paper.votes).every(
    ([number, votes]) => numbers.includes(Number(number)) && votes <= marked,
  )
  expect(
    marked >= 0 && isRight && sum >= marked && sum <= marked * election.seats,
    'the act of the paper votes does not add up',
  )
  expect(
    result.spoiled === paper.spoiled && result.blank.paper === paper.blank,
    'the result says something else than the act',
  )
}
expect(result.ballots.digital === ballots.length, `ballots: ${ballots.length}, published ${result.ballots.digital}`)
expect(result.ballots.paper === (paper?.ballots ?? 0), `paper ballots: published ${result.ballots.paper}`)

const totals = numbers.map((number) => {
  const onPaper = paper?.votes[number] ?? 0
  return { number, digital: digital.get(number), paper: onPaper, total: digital.get(number) + onPaper }
})
const voted = totals.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total)
const last = voted[election.seats - 1]?.total ?? 0
const elected = voted.filter(({ total }) => total > last).map(({ number }) => number)
const level = voted.filter(({ total }) => total === last).map(({ number }) => number)
const places = election.seats - elected.length
const lot = (number) => sha256([election.id, ...[...serials].sort(), number].join('\n')).digest('hex')
if (level.length <= places) elected.push(...level)
else if (ballots.length > 0) elected.push(...level.sort((a, b) => (lot(a) < lot(b) ? -1 : 1)).slice(0, places))

for (const one of totals) {
  const told = result.standings.find(({ number }) => number === one.number)
  const isSame = told && ['digital', 'paper', 'total'].every((column) => told[column] === one[column])
  expect(isSame, `candidate ${one.number}: counted ${JSON.stringify(one)}, published ${JSON.stringify(told)}`)
  expect(told?.isElected === elected.includes(one.number), `candidate ${one.number}: elected or not differs`)
}
expect(result.blank.digital === blank, `blank ballots: counted ${blank}, published ${result.blank.digital}`)

console.log(`${election.title} · SHA-256 ${sha256(file).digest('hex')}`)
console.log(
  `Ballots ${ballots.length} digital, ${paper?.ballots ?? 0} on paper (en papel) · signatures given ${roll.signaturesGiven}`,
)
for (const { number, digital: votes, paper: onPaper, total } of totals.sort((a, b) => b.total - a.total)) {
  const { name } = candidates.find((candidate) => candidate.number === number)
  console.log(`${elected.includes(number) ? '*' : ' '} ${number} ${name}: ${votes} + ${onPaper} = ${total}`)
}
for (const fault of faults) console.error(`FAULT ${fault}`)
console.log(faults.length === 0 ? 'The count holds.' : `The count does not hold: ${faults.length} faults.`)
process.exitCode = faults.length === 0 ? 0 : 1
