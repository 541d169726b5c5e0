import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { mayUse, type Room, rooms } from '../../src/walls.ts';

interface Tried {
  readonly from: Room;
  readonly to: Room;
  readonly file: string;
  /** Of the import, in that file. */
  readonly line: number;
}

const folder = (room: Room) => (room.at.endsWith('.ts') ? path.dirname(room.at) : room.at);

/** A file in every room, at every depth that the linter has rules for, which imports from every other room. */
function tryEverything(home: string, included: readonly string[]): Tried[] {
  return rooms.flatMap((from) => {
    const depths = included.filter((glob) => isOf(glob, from)).map((glob) => glob.split('*/').length - 1);
    return depths.flatMap((depth) => {
      const name = from.at.endsWith('.ts') ? path.basename(from.at) : 'tried.ts';
      const file = path.join('src', folder(from), ...Array(depth).fill('deep'), name);
      const others = rooms.filter((to) => to !== from);
      const text = others.map((to) => `export * from '${wayTo(to, path.dirname(file))}';\n`);
      mkdirSync(path.join(home, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(home, file), text.join(''));
      return others.map((to, index) => ({ from, to, file, line: index + 1 }));
    });
  });
}

function isOf(glob: string, room: Room): boolean {
  return glob === `src/${room.at}` || glob.replace(/\/(?:\*\/)*\*\.ts$/, '') === `src/${room.at}`;
}

function wayTo(to: Room, here: string): string {
  const file = to.at.endsWith('.ts') ? to.at : `${to.at}/other.ts`;
  const way = path.relative(here, path.join('src', file));
  return way.startsWith('.') ? way : `./${way}`;
}

const isBuilt = ({ at }: Room) => existsSync(path.join('src', at));

/** Every import that the linter refuses, as file and line. */
function refusedIn(home: string): ReadonlySet<string> {
  const args = ['lint', '--only=style/noRestrictedImports', '--reporter=github', '--max-diagnostics=none', 'src'];
  const { stdout } = spawnSync(path.resolve('node_modules/.bin/biome'), args, { cwd: home, encoding: 'utf8' });
  return new Set(
    [...stdout.matchAll(/file=[^,]*?(src\/[^,]+),line=(\d+)/g)].map(([, file, line]) => `${file}:${line}`),
  );
}

it('the linter refuses exactly the imports that the table of walls does not allow', () => {
  const { overrides } = JSON.parse(readFileSync('biome.walls.json', 'utf8')) as {
    overrides: { includes: string[] }[];
  };
  const home = mkdtempSync(path.join(tmpdir(), 'walls-'));
  try {
    const tried = tryEverything(
      home,
      overrides.map(({ includes: [glob = ''] }) => glob),
    );
    writeFileSync(path.join(home, 'biome.json'), JSON.stringify({ overrides }));
    const refused = refusedIn(home);
    const isRefused = ({ file, line }: Tried) => refused.has(`${file}:${line}`);
    const isWrong = (each: Tried) => isRefused(each) === mayUse(each.from, each.to);
    expect(tried.filter(isWrong).map(({ file, to }) => `${file} imports ${to.at}`)).toEqual([]);
    expect(tried.some(isRefused) && !tried.every(isRefused)).toBe(true);
    expect(rooms.filter((room) => isBuilt(room) && !tried.some(({ from }) => from === room))).toEqual([]);
  } finally {
    rmSync(home, { recursive: true });
  }
});
