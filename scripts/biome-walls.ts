import { readdirSync } from 'node:fs';
import path from 'node:path';
import { closed, mayUse, type Room, roomOf, rooms, sdks } from '../src/walls.ts';

interface Ban {
  readonly group: readonly string[];
  readonly message: string;
}

/**
 * The linter's part of the walls: for the files of each room, what they may not import. The linter sees an import as it
 * is written, so each depth of a room has rules of its own, with the way from there.
 */
export function biomeWalls(): string {
  const overrides = rooms.flatMap((room) => depthsOf(room).map((depth) => overrideFor(room, depth)));
  const lines = overrides.map((override) => `    ${JSON.stringify(override)}`);
  return `{\n  "root": false,\n  "overrides": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
);

/** How many folders below the room its files stand; 0 is the room itself. */
function depthsOf(room: Room): number[] {
  if (isFile(room.at)) return [0];
  const own = files.filter((file) => roomOf(file) === room);
  return [...new Set(own.map((file) => depthOf(file) - depthOf(room.at) - 1))].sort();
}

function depthOf(at: string): number {
  return at.split('/').length;
}

function overrideFor(room: Room, depth: number) {
  const included = isFile(room.at) ? `src/${room.at}` : `src/${room.at}/${'*/'.repeat(depth)}*.ts`;
  const others = roomsInside(room).map((inside) => `!src/${inside}${isFile(inside) ? '' : '/**'}`);
  const here = isFile(room.at) ? path.dirname(room.at) : path.join(room.at, 'x/'.repeat(depth));
  const patterns = [...wallsOf(room, here), ...closedTo(room, here), ...sdkBan(room)];
  return {
    includes: [included, ...others, '!**/*.test.ts'],
    linter: { rules: { style: { noRestrictedImports: { level: 'error', options: { patterns } } } } },
  };
}

/** One group of patterns, the last that fits decides: each room that is not as open as the one it stands in. */
function wallsOf(room: Room, here: string): Ban[] {
  const isOpen = (other: Room) => mayUse(room, other);
  const isOpenAround = ({ at }: Room) => {
    const outer = roomOf(path.dirname(at));
    return outer === undefined || isAround(outer, here) || isOpen(outer);
  };
  const patterns = rooms
    .filter((other) => other !== room && isOpen(other) !== isOpenAround(other))
    .sort((a, b) => depthOf(a.at) - depthOf(b.at))
    .map((other) => `${isOpen(other) ? '!' : ''}${pattern(here, other)}`);
  return [{ group: patterns, message: room.why }];
}

function closedTo(room: Room, here: string): Ban[] {
  return closed
    .filter(({ file, to }) => isOpenTo(room, file) && ![file, ...to].some((each) => roomOf(each) === room))
    .map(({ file, why }) => ({ group: [wayTo(file, here)], message: why }));
}

function isOpenTo(room: Room, file: string): boolean {
  const other = roomOf(file);
  return other !== undefined && mayUse(room, other);
}

function sdkBan({ at }: Room): Ban[] {
  if (sdks.usedIn.includes(at)) return [];
  return [{ group: sdks.packages.flatMap((name) => [name, `${name}/**`]), message: sdks.why }];
}

/** How a file in the folder writes the import of what is in a room. Of a room around it, that is the files beside. */
function pattern(here: string, room: Room): string {
  const way = wayTo(room.at, here);
  if (isFile(room.at)) return way;
  return isAround(room, here) ? `${way}/*.ts` : `${way}/**`;
}

function wayTo(at: string, here: string): string {
  const way = path.relative(here, at);
  return way.startsWith('.') ? way : `./${way}`;
}

function isAround({ at }: Room, here: string): boolean {
  return here.startsWith(`${at}/`);
}

function roomsInside({ at }: Room): string[] {
  return rooms.filter((other) => other.at.startsWith(`${at}/`)).map((other) => other.at);
}

function isFile(at: string): boolean {
  return at.endsWith('.ts');
}
