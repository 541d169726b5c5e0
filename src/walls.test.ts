import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ImportGraph } from '../test/support/import-graph.ts';
import { providers } from './providers/index.ts';
import { closed, mayUse, roomOf, rooms, sdks } from './walls.ts';

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
  /** Loaded with the file that says so, rather than when it is needed. */
  readonly fixed: boolean;
}

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
);
const imports = files.flatMap(importsOf);
const own = imports.filter(({ to }) => files.includes(to));

describe('the walls of the house', () => {
  it('have a row for every file, and every row names rows', () => {
    expect(files.filter((file) => !roomOf(file))).toEqual([]);
    const names = rooms.map(({ at }) => at);
    expect(new Set(names).size).toBe(names.length);
    expect(rooms.flatMap(({ uses }) => uses).filter((name) => !names.includes(name))).toEqual([]);
    expect(sdks.usedIn.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('let a room import only what its row names', () => {
    const wrong = own.flatMap(({ from, to }) => {
      const [room, other] = [roomOf(from), roomOf(to)];
      return room && other && !mayUse(room, other) ? [`${from} imports ${to}: ${room.why}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('let no door import another', () => {
    const doors = ['cli', 'mcp', 'functions', 'library'].map((door) => `surfaces/${door}`);
    const between = rooms.flatMap(({ at, uses }) =>
      doors.includes(at) ? uses.filter((name) => doors.includes(name)) : [],
    );
    expect(between).toEqual([]);
  });

  // An import of types counts too: two files that cannot be understood without each other are one, or miss a third.
  it('hold no circle of imports', () => {
    expect(new ImportGraph(import.meta.dirname).inCircles()).toEqual([]);
  });

  it('would see a circle, also of types and behind another file', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'circle-'));
    try {
      writeFileSync(path.join(folder, 'a.ts'), "import { b } from './b.ts';\n");
      writeFileSync(path.join(folder, 'b.ts'), "import {\n  c,\n} from './c.ts';\n");
      writeFileSync(path.join(folder, 'c.ts'), "import type { A } from './a.ts';\n");
      writeFileSync(path.join(folder, 'd.ts'), "export { a } from './a.ts';\n");
      expect(new ImportGraph(folder).inCircles()).toEqual(['a.ts', 'b.ts', 'c.ts']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('let a provider’s own file alone load its SDK, when a client is made, and few rooms use its types', () => {
    const ofSdks = imports.filter(({ to }) => sdks.packages.some((name) => to === name || to.startsWith(`${name}/`)));
    const loading = ofSdks.filter(({ typeOnly }) => !typeOnly);
    expect(loading.map(({ from, fixed }) => ({ from, fixed }))).toEqual(
      providers.map(({ id }) => ({ from: `providers/${id}.ts`, fixed: false })),
    );
    expect(ofSdks.filter(({ from }) => !sdks.usedIn.includes(roomOf(from)?.at ?? ''))).toEqual([]);
  });

  it.each(closed)('let nobody who is not named import $file', ({ file, to }) => {
    expect(own.filter((each) => each.to === file).map(({ from }) => from)).toEqual(to);
  });

  it('let no money pass through a float below surfaces', () => {
    const exact = ['ledger/exact.ts', 'ledger/money.ts', 'ledger/fact.ts'];
    const touching = new Set([...exact, ...own.filter(({ to }) => exact.includes(to)).map(({ from }) => from)]);
    const floating = sources().filter(
      ([file, text]) =>
        !file.startsWith('surfaces/') && touching.has(file) && /\.toNumber\(|\bNumber\(|\bparseFloat\(/.test(text),
    );
    expect(touching.size).toBeGreaterThan(exact.length);
    expect(floating.map(([file]) => file)).toEqual([]);
  });

  // Flags and command lines are one door's words; below, an error carries its parameter and advice, and each door says how.
  it('let no flag and no command line be spelled below surfaces', () => {
    const below = sources().filter(([file]) => !/^(?:surfaces|sandbox)\//.test(file));
    const spelled = below.flatMap(([file, text]) =>
      withoutComments(text)
        .split('\n')
        .filter((line) => /--[a-z$]/.test(line) || commandLine.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(below.length).toBeGreaterThan(100);
    expect(spelled).toEqual([]);
  });

  it('let clients be made in one file only', () => {
    const makers = sources().filter(([file, text]) => !file.startsWith('providers/') && /\bloadClient\b/.test(text));
    expect(makers.map(([file]) => file)).toEqual(['connections/clients.ts']);
  });

  it('let operations be called in the gate only', () => {
    const callers = sources().filter(
      ([file, text]) => !file.startsWith('catalogue/') && /\boperation\.call\(/.test(text),
    );
    expect(callers.map(([file]) => file)).toEqual(['gate/call.ts']);
  });

  it('let gates, paces and credentials be opened in the session only', () => {
    const openers = sources().filter(([, text]) => /\bnew (?:Gate|Pacer|Credentials)\(/.test(text));
    expect(openers.map(([file]) => file).sort()).toEqual([
      // For another actor on the same store.
      'gate/gate.ts',
      'session/open.ts',
      'session/own-sandbox.ts',
      'session/session.ts',
    ]);
  });

  it('let the claim that lets a write pass be made in one place only, in the transaction that verified the approvals', () => {
    const makers = sources().filter(([, text]) => /\bofApprovedStep\b/.test(text));
    expect(makers.map(([file]) => file).sort()).toEqual(['gate/change/claim.ts', 'gate/lifecycle/send.ts']);
    const [, send = ''] = makers.find(([file]) => file.endsWith('send.ts')) ?? [];
    expect(send.indexOf('await refuseUnready(')).toBeLessThan(send.indexOf('ofApprovedStep'));
  });
});

function sources(): (readonly [string, string])[] {
  return files.map((file) => [file, readFileSync(path.join(import.meta.dirname, file), 'utf8')]);
}

/** What a file imports: our own by its path below `src/`, packages by name. */
function importsOf(from: string): Import[] {
  const text = readFileSync(path.join(import.meta.dirname, from), 'utf8');
  const fixed = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)'/gm)];
  const dynamic = [...text.matchAll(/\bimport\('([^']+)'\)/g)];
  return [
    ...fixed.map(([, type, to = '']) => ({ from, to: placeOf(to, from), typeOnly: type !== undefined, fixed: true })),
    ...dynamic.map(([, to = '']) => ({ from, to: placeOf(to, from), typeOnly: false, fixed: false })),
  ];
}

function placeOf(to: string, from: string): string {
  return to.startsWith('.') ? path.join(path.dirname(from), to) : to;
}

const commands =
  'anthropic|openai|operations|propose|changes|approve|decline|apply|undo|approvals|policy|journal|auth|doctor|mcp|sandbox|demo|completion';
const commandLine = new RegExp(`\\bsteward (?:${commands})\\b`);

function withoutComments(source: string): string {
  return source.replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '').replaceAll(/ \/\/ .*$/gm, '');
}
