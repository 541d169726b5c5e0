import { readdirSync, readFileSync } from 'node:fs';

/**
 * What a page tells its reader to run. In the source of a page, comments that no reader sees say what a test has to know:
 *
 *     <!-- not run: needs a real key -->              the next code is not run, and why
 *     <!-- run at 2026-11-01T12:00:00Z -->            the moment at which its sandbox stands
 *     <!-- run after: steward policy init -->         what has to be done before it, in the same home
 *     <!-- ends with 2 -->                            an exit code that is not 0
 *     <!-- given: const model = 'any'; -->            what a TypeScript snippet takes for granted
 *
 * Each speaks of the next code of the page: a fenced block, or a command within a line or a table's cell.
 */
export interface PageCode {
  readonly page: string;
  readonly line: number;
  /** A shell script, a shell script with what it prints, TypeScript, or a file in the language that is named. */
  readonly kind: 'script' | 'transcript' | 'ts' | 'json' | 'yaml' | 'toml';
  readonly text: string;
  readonly notes: Notes;
}

export interface Notes {
  readonly notRun?: string;
  readonly at?: string;
  readonly after?: string;
  readonly ends?: number;
  readonly given?: string;
}

/** The pages that people read first, written by hand. */
export function handWrittenPages(): string[] {
  return ['README.md', ...readdirSync('docs/guides').map((name) => `docs/guides/${name}`)];
}

const code =
  /^(?<indent> *)```(?<language>\w*)\n(?<block>[\s\S]*?)^\k<indent>```|<!--(?<comment>[\s\S]*?)-->|`(?<span>[^`]+)`/gm;

export function codeOf(page: string): PageCode[] {
  const source = readFileSync(page, 'utf8');
  const found: PageCode[] = [];
  let notes: Notes = {};
  for (const match of source.matchAll(code)) {
    const { language, block, comment, span, indent = '' } = match.groups ?? {};
    const line = source.slice(0, match.index).split('\n').length;
    if (comment !== undefined) {
      notes = { ...notes, ...noteFrom(comment.trim(), `${page}:${line}`) };
      continue;
    }
    if (block !== undefined) {
      const text = block.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
      found.push({ page, line: line + 1, kind: kindOf(language ?? '', text), text, notes });
    } else if (span !== undefined && isCommand(span)) {
      found.push({ page, line, kind: 'script', text: span.replaceAll(/\s+/g, ' '), notes });
    } else continue;
    notes = {};
  }
  return found;
}

/** What stands in a line is a command when its first words name one of ours and what it should do. */
function isCommand(span: string): boolean {
  return /^(?:npx )?steward\s+[a-z]|\$\(steward /.test(span);
}

function kindOf(language: string, text: string): PageCode['kind'] {
  if (language === 'ts' || language === 'json' || language === 'yaml' || language === 'toml') return language;
  return text.startsWith('$ ') ? 'transcript' : 'script';
}

function noteFrom(comment: string, place: string): Notes {
  const [, verb, rest = ''] = /^(not run:|run at|run after:|ends with|given:)\s+([\s\S]+)$/.exec(comment) ?? [];
  if (verb === 'not run:') return { notRun: rest };
  if (verb === 'run at') return { at: rest };
  if (verb === 'run after:') return { after: rest };
  if (verb === 'ends with') return { ends: Number(rest) };
  if (verb === 'given:') return { given: rest };
  throw new Error(`${place}: the comment «${comment}» is none that the test of the pages knows`);
}

/** How many commands a script gives its reader: lines that do something, continued ones once. */
export function commandsIn({ kind, text }: PageCode): number {
  if (kind === 'transcript') return stepsOf(text).length;
  return text.split('\n').filter((line) => /^[a-z/]/.test(line) && !line.startsWith('export ')).length;
}

export interface Step {
  readonly command: string;
  /** The lines that the page shows after it. None: it promises no more than success. */
  readonly promised: readonly string[];
}

export function stepsOf(transcript: string): Step[] {
  return transcript
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const [command = '', ...promised] = text.trimEnd().split('\n');
      return { command, promised };
    });
}

/** What differs from run to run, on a page and in an output alike. */
const volatile = [
  /chg_[a-z0-9]+/,
  /proj_\w+…?/,
  /\d{4}-\d\d-\d\dT[\d:.]+Z/,
  /\b1[78]\d{8}\b/,
  /\S+ through cli/,
  /(?:api\.openai\.com|127\.0\.0\.1:\d+)/,
  /org-\w+…?/,
  /20\d\d-\d\d-\d\d \d\d:\d\dZ/,
];

/**
 * The output that a page shows, as an expression: `…` alone in a line stands for any lines, within a line for any text.
 */
export function promise(lines: readonly string[]): RegExp {
  const source = lines.map((line) => (line.trim() === '…' ? '(?:.*\n)*?' : `${expression(line.trimEnd())}\n`));
  return new RegExp(`^${source.join('')}$`);
}

function expression(line: string): string {
  const parts = new RegExp(`(${volatile.map(({ source }) => source).join('|')}|…)`);
  return line
    .split(parts)
    .map((part) => {
      if (part === '…') return '.*';
      return volatile.find((each) => each.test(part) && part.replace(each, '') === '')?.source ?? literal(part);
    })
    .join('');
}

function literal(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
