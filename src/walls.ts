import { providers } from './providers/index.ts';

/** A room of the house: a folder of `src/`, without the rooms inside it that have rows of their own, or a file. */
export interface Room {
  readonly at: string;
  /** The rooms it may import. Each is meant without the rooms inside it: what is inside is private until it is named. */
  readonly uses: readonly string[];
  /** What somebody who runs into the wall is told. */
  readonly why: string;
}

/** The stairs: each room may use those that stand before it. */
const stairs = [
  'internal',
  'providers',
  'catalogue',
  'config',
  'connections',
  'gate/state',
  'gate/journal',
  'gate/people',
  'gate/policy',
  'gate/change',
  'gate/approval',
  'gate',
  'gate/lifecycle',
  'session',
  'directory',
  'ledger',
  'org',
];

/** The stairs inside the gate: what is kept, recorded, agreed to and decided comes before what acts on it. */
const gateStairs = stairs.filter((room) => room === 'gate' || room.startsWith('gate/'));

/** What holds a folder for each provider has a room for each. */
function eachUnder(room: string): string[] {
  return providers.map(({ id }) => `${room}/${id}`);
}

const below = (room: string): string[] => stairs.slice(0, stairs.indexOf(room));

const commonToDoors = [...stairs, 'claude-code', 'surfaces/views'];

/** Every room, and what it may use besides itself, `errors.ts` and packages. The linter's rules are made of it. */
export const rooms: readonly Room[] = [
  { at: 'errors.ts', uses: [], why: 'Errors are for everyone, so they know nobody.' },
  { at: 'walls.ts', uses: ['providers'], why: 'The table of the walls stands outside of them.' },
  {
    at: 'internal',
    uses: [],
    why: 'internal/ has no opinion about the domain; what needs one belongs in the folder it is about.',
  },
  {
    at: 'catalogue',
    uses: [...below('catalogue'), ...eachUnder('catalogue'), 'catalogue/claude-code'],
    why: 'The catalogue says what can be done; reaching a provider belongs in connections/, asking for it in gate/.',
  },
  ...eachUnder('catalogue').map((at) => ({
    at,
    uses: [...below('catalogue'), 'catalogue'],
    why: 'Operations are described with what catalogue/ shares, and one provider knows nothing of another.',
  })),
  {
    at: 'catalogue/claude-code',
    uses: [...below('catalogue'), 'catalogue', 'claude-code'],
    why: 'What is done on Claude Code’s files is described here; how the files are read and written stands in claude-code/.',
  },
  {
    at: 'catalogue/search',
    uses: [...below('catalogue'), 'catalogue'],
    why: 'The search reads what operations say of themselves, through the assembled catalogue.',
  },
  { at: 'providers', uses: below('providers'), why: 'A provider is a value; what can be done there stands above it.' },
  { at: 'config', uses: below('config'), why: 'config/ finds steward.yaml; each room above brings its own section.' },
  {
    at: 'connections',
    uses: below('connections'),
    why: 'Imports point one way: the gate uses connections. Whether something may be done is not decided here.',
  },
  ...gateStairs.map((at) => ({
    at,
    uses: below(at),
    why: 'Imports point one way: what may be done depends on nobody who asks, and inside the gate nothing that is kept decides.',
  })),
  {
    at: 'session',
    uses: [...below('session'), 'sandbox'],
    why: 'A session opens what stands below it, and the local copy; what it is opened for stands above.',
  },
  { at: 'directory', uses: below('directory'), why: 'Who the ids are is asked by ledger, org and surfaces.' },
  { at: 'ledger', uses: below('ledger'), why: 'The ledger answers; how an answer looks belongs in surfaces/.' },
  {
    at: 'org',
    uses: below('org'),
    why: 'What concerns both organisations is shown by surfaces/, and does not know them.',
  },
  {
    at: 'claude-code',
    uses: ['internal'],
    why: 'Settings are read and written by pure functions; what needs a credential or the gate is an operation.',
  },
  {
    at: 'sandbox',
    uses: ['internal', 'sandbox/engine', ...eachUnder('sandbox')],
    why: 'The sandbox knows the wire and never our client, or it would prove nothing.',
  },
  {
    at: 'sandbox/engine',
    uses: ['internal'],
    why: 'The engine serves whatever providers it is given, and knows none of them.',
  },
  {
    at: 'sandbox/demand',
    uses: ['internal', 'sandbox/engine'],
    why: 'Demand is what people want of any provider; how one shows and bills it stands with that provider.',
  },
  ...eachUnder('sandbox').map((at) => ({
    at,
    uses: ['internal', 'sandbox/engine', 'sandbox/demand'],
    why: 'A provider of the sandbox knows its own wire, and neither our client nor another provider.',
  })),
  { at: 'surfaces/views', uses: stairs, why: 'A view makes the datum that every door prints; it knows no door.' },
  {
    at: 'surfaces/http',
    uses: commonToDoors,
    why: 'What every server on HTTP needs stands here, and knows none of them.',
  },
  {
    at: 'surfaces/tools',
    uses: [...commonToDoors, 'catalogue/search'],
    why: 'A tool is offered by several doors, so it knows none of them.',
  },
  {
    at: 'surfaces/cli',
    uses: [...commonToDoors, 'catalogue/search', 'sandbox', 'surfaces/tools', 'surfaces/http', 'surfaces/doors.ts'],
    why: 'No door imports another; what two of them need stands in surfaces/views, tools or http.',
  },
  {
    at: 'surfaces/mcp',
    uses: [...commonToDoors, 'surfaces/tools', 'surfaces/http', 'surfaces/doors.ts'],
    why: 'No door imports another; what two of them need stands in surfaces/views, tools or http.',
  },
  {
    at: 'surfaces/functions',
    uses: [...commonToDoors, 'surfaces/tools'],
    why: 'No door imports another; what two of them need stands in surfaces/views, tools or http.',
  },
  {
    at: 'surfaces/library',
    uses: commonToDoors,
    why: 'No door imports another; what two of them need stands in surfaces/views, tools or http.',
  },
  {
    at: 'surfaces/doors.ts',
    uses: ['internal', ...gateStairs, 'surfaces/tools'],
    why: 'How one door asks for another is said in types, so that neither knows the other.',
  },
  {
    at: 'surfaces/main.ts',
    uses: ['internal', 'surfaces/doors.ts', 'surfaces/cli', 'surfaces/mcp'],
    why: 'The program hands its doors to each other, and does nothing itself.',
  },
  {
    at: 'index.ts',
    uses: ['internal', 'providers', 'catalogue', ...gateStairs, 'session', 'surfaces/library'],
    why: 'The public library names what it exports, and where that is made is the library’s to choose.',
  },
];

/** Packages that speak to a provider. Elsewhere than here they are reached by the gate, or not at all. */
export const sdks = {
  packages: ['openai', '@anthropic-ai/sdk'],
  /** For their types; only a provider's own file loads them, when a client is made. */
  usedIn: [...eachUnder('catalogue'), 'providers', 'surfaces/functions'],
  why: 'A provider is reached only through gate/execute.ts; its SDK is loaded by its own file in providers/ alone.',
};

/** Files that one file may import, wherever else their room is open. */
export const closed = [
  {
    file: 'connections/clients.ts',
    to: ['gate/call.ts'],
    why: 'Clients are made in gate/call.ts only, on the one path from an input to a provider.',
  },
  {
    file: 'gate/call.ts',
    to: ['gate/execute.ts', 'gate/organizations.ts'],
    why: 'Whether a call may be made is asked in gate/execute.ts; whom it is for in gate/organizations.ts.',
  },
];

/** The room that a file below `src/` stands in: the row that fits it best. */
export function roomOf(file: string): Room | undefined {
  const fitting = rooms.filter(({ at }) => file === at || file.startsWith(`${at}/`));
  return fitting.sort((a, b) => b.at.length - a.at.length)[0];
}

/** True when files of the one room may import files of the other. */
export function mayUse(room: Room, other: Room): boolean {
  return other === room || other.at === 'errors.ts' || room.uses.includes(other.at);
}
