/** What a voter's browser does, in Node. */
export { blindedBallot } from '../src/features/site/cycle/election/voter.ts'
