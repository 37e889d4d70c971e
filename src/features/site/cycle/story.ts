import { readFileSync } from 'node:fs'
import type { OfferedChannel } from '../../consultations/model.ts'
import type { OutcomeKind } from '../../consultations/systematising/model.ts'
import type { Criterion } from '../../diagnoses/alternatives/model.ts'
import type { Indicator, Means } from '../../diagnoses/logframe/model.ts'
import type { Answer, Sector, Way } from '../../exercises/actors/model.ts'
import type { Sector as SeatSector } from '../../governance/model.ts'
import type { Majority, MotionKind } from '../../governance/sessions/model.ts'
import type { PassageField } from '../../tables/drafts/model.ts'

/** Days are counted from the day of loading; negative before it. */
export type StoryParty = {
  sector: 'government' | 'civil-society' | 'oversight'
  organization: string
  kind: string
  signatory: string
  person: string
  day: number
}

export type StoryActor = {
  name: string
  sector: Sector
  invited: { day: number; way: Exclude<Way, 'mail'> }
  answer: { day: number; answer: Answer; note: string | null } | null
}

export type StoryMember = { sector: SeatSector; organization: string | null; titular: string; alternate: string | null }

export type StoryAgreement = {
  wording: string
  responsible: string
  dueDay: number
  done: { day: number; reason: string } | null
}

export type StorySession = {
  calledDay: number
  day: number
  title: string
  place: string
  items: string[]
  absent: string[]
  /** `minutesOf` is the session whose minutes a motion on minutes approves; `against` are sectors of which one seat votes no. */
  motions: {
    kind: MotionKind
    wording: string
    majority: Majority
    against: SeatSector[]
    minutesOf: number | null
  }[]
  minutes: string
  agreements: StoryAgreement[]
}

/** Where an output of a stage is read: pages of the platform itself. */
export type StoryOutput = {
  day: number
  stage: string
  output: string | null
  title: string
  note: string | null
  to: 'declaration' | 'actors' | 'body' | 'consultation' | 'tables' | 'plan' | 'board'
}

export type Meeting = { code: string; day: number; place: string; channel: 'in-person' | 'field' }

/** What somebody says in the consultation, and what became of it. */
export type Voice = {
  day: number
  /** A meeting's code, else it was said online. */
  meeting: string | null
  title: string | null
  body: string
  signature: string | null
  axis: number | null
  /** Somebody with an account. */
  account: string | null
  supports: number
  comments: { body: string; signature: string | null }[]
  topic: string | null
  kind: OutcomeKind
  response: string | null
  /** What the second coder said instead, where she did not agree. */
  otherTopic: string | null
  /** The problem of the tree that stands on it. */
  node: string | null
}

export type StoryTopic = {
  code: string
  name: string
  problem: string
  axis: number
  isPriority: boolean
  response: string
}

export type StoryNode = {
  code: string
  wording: string
  mirror: string
  source: { title: string; figure: string | null } | null
  children: StoryNode[]
}

export type StoryAlternative = {
  wording: string
  nodes: string[]
  scores: Record<Criterion, [points: number, why: string]>
  isSelected: boolean
  reason: string
}

/** The matrix of a tree, its rows by their codes; those that the tree does not give are added. Ends of colours in order. */
export type StoryMatrix = {
  alternative: number
  day: number
  rows: {
    code: string
    narrative: string
    assumption: string
    indicator: Pick<Indicator, 'name' | 'dimension' | 'direction' | 'frequency' | 'unit' | 'method'> &
      Pick<Indicator, 'baseline' | 'target'> & {
        green: [number, number]
        yellow: [number, number]
        red: [number, number]
        means: Omit<Means, 'url'>
      }
  }[]
}

export type StoryTree = {
  topic: string
  title: string
  central: Pick<StoryNode, 'wording' | 'mirror' | 'source'>
  effects: StoryNode[]
  causes: StoryNode[]
  comments: { node: string; body: string; signature: string; answer: string }[]
  alternatives: StoryAlternative[]
  /** Of its chosen alternative, where the story tells it. */
  matrix?: StoryMatrix
}

export type StoryRemark = {
  field: PassageField
  /** What stood there before; the suggestion is then the wording of the commitment itself. */
  before: string | null
  suggested: string | null
  body: string | null
  signature: string
  sector: Sector
  decision: 'accepted' | 'answered'
  answer: string | null
}

export type StoryTable = {
  code: string
  topic: string
  tree: string | null
  title: string
  purpose: string
  place: string
  day: number
  capacity: number
  /** Who registered and who of them came, by sector. */
  people: Partial<Record<Sector, [registered: number, came: number]>>
  minutes: string[]
  agreements: StoryAgreement[]
  /** The commitment that its draft became. */
  commitment: string
  remarks: StoryRemark[]
  /** A draft that went no further. */
  stopped: { title: string; solution: string; reason: string } | null
}

export type CycleStory = {
  exercise: {
    slug: string
    title: string
    summary: string
    method: string
    createdDay: number
    publishedDay: number
    startsDay: number
    stages: { code: string; opens: number; closes: number | null }[]
    outputs: StoryOutput[]
  }
  cast: { facilitator: string; coders: [string, string]; specialist: string }
  declaration: { writtenDay: number; body: string; parties: StoryParty[] }
  outreach: { addedDay: number; actors: StoryActor[] }
  body: {
    createdDay: number
    name: string
    about: string
    namedDay: number
    members: StoryMember[]
    documents: { day: number; kind: 'rules' | 'agenda' | 'installation'; title: string }[]
    facilitatorDay: number
  }
  /** By the part of the cycle in which they are held. */
  sessions: Record<'installation' | 'results' | 'drafts' | 'plan' | 'later', StorySession[]>
  consultation: {
    slug: string
    title: string
    summary: string
    question: string
    createdDay: number
    publishedDay: number
    opensDay: number
    closesDay: number
    channels: OfferedChannel[]
    axes: { name: string; guidingQuestion: string; sdgs: number[] }[]
    meetings: Meeting[]
    statements: { body: string; leanings: [number, number] }[]
    voters: number
    topics: StoryTopic[]
    codedDays: [number, number]
    settledDay: number
    resultsDay: number
  }
  voices: Voice[]
  diagnosis: { drawnDay: number; publishedDay: number; weighedDay: number; trees: StoryTree[] }
  tables: {
    calledDay: number
    kitDay: number
    registeredDay: number
    remarkedDay: number
    decidedDay: number
    ratedDay: number
    approvedDay: number
    kit: { rules: string; agenda: string }
    list: StoryTable[]
  }
  plan: { adoptedDay: number; roadmapDay: number; publishedDay: number }
}

export function readCycleStory(): CycleStory {
  return JSON.parse(readFileSync(new URL('../../../../db/demo/cycle-san-jacinto.json', import.meta.url), 'utf8'))
}
