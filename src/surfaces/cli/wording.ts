import type { Command } from 'commander';
import type { Naming, Notice, StewardError } from '../../errors.ts';
import { commandFor, errorText, noticeText, type Said } from '../views/advice.ts';

/** A parameter as a person types it. */
export function flag(parameter: string): string {
  return `--${parameter.replaceAll('_', '-')}`;
}

/** Parameters as the flags of a command. What it has no flag for stands in JSON, under its own name. */
export function flagsOn(command: Command): Naming {
  return (parameter) => (hasFlag(command, flag(parameter)) ? flag(parameter) : parameter);
}

function hasFlag(command: Command, long: string): boolean {
  if (command.options.some((option) => option.long === long)) return true;
  return command.parent !== null && hasFlag(command.parent, long);
}

/** A notice with the command that follows it. */
export function noticed(notice: Notice): string {
  return noticeText(notice, commandFor);
}

/** An error for a person, in whose command parameters are flags. */
export function worded(error: StewardError, name: Naming): Said {
  return errorText(error, name, commandFor);
}

/** An error for a program that ran a command: parameters under their own names. */
export function wordedForProgram(error: StewardError): Said {
  return errorText(error, (parameter) => parameter, commandFor);
}
