import type { LocalOperation } from '../define.ts';
import { add, get, remove, restore, set, unset, write } from './settings.ts';

/** What is done on Claude Code's files on this machine. */
// biome-ignore lint/suspicious/noExplicitAny: entries differ in schema and result; the gate parses before it calls
export const localOperations: readonly LocalOperation<any, any>[] = [get, set, unset, add, remove, write, restore];
