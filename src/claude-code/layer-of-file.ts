import { homedir } from 'node:os';
import path from 'node:path';

/** A file that Claude Code reads settings from, by its place. */
export type FileLayer = 'managed' | 'local' | 'project' | 'user';

/** The layer that a settings file is, told by its path; undefined for a file that Claude Code takes no settings from. */
export function layerOfFile(file: string, configHome = usualConfigHome()): FileLayer | undefined {
  const name = path.basename(file);
  const folder = path.dirname(file);
  if (name === 'managed-settings.json') return 'managed';
  if (path.basename(folder) === 'managed-settings.d' && /^[^.].*\.json$/.test(name)) return 'managed';
  if (folder === configHome && name === 'settings.json') return 'user';
  if (path.basename(folder) !== '.claude') return undefined;
  if (name === 'settings.local.json') return 'local';
  return name === 'settings.json' ? 'project' : undefined;
}

/** Where a person's own settings are, unless a program is told otherwise. */
export function usualConfigHome(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  return path.resolve(environment['CLAUDE_CONFIG_DIR'] || path.join(environment['HOME'] || homedir(), '.claude'));
}
