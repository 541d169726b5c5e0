import { type DoorOptions, openSession } from '../../session/open.ts';
import { runTool } from '../tools/run-tool.ts';
import { inputSchemaOf } from '../tools/schema.ts';
import { isQuestion, type Tool } from '../tools/tool.ts';
import { toolsFor } from '../tools/toolsets.ts';
import type { ToolsetName } from '../tools/usual-tools.ts';

export interface KitOptions extends DoorOptions {
  /** Only these connections, by name; all that are declared by default. */
  readonly connections?: readonly string[];
  /** `default`, `minimal`, `readonly`, or `full` with families. */
  readonly toolset?: ToolsetName;
  /** For the toolset `full`: families of operations, such as `openai.projects`. */
  readonly families?: readonly string[];
  /** True lets nothing be proposed or applied, whatever policy says. */
  readonly readOnly?: boolean;
}

/** A tool as any model's interface describes it. */
export interface Definition {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface Outcome {
  /** For the model. */
  readonly text: string;
  /** The same as data, for the program. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
}

/** Steward's tools, for a program that calls a model itself. */
export interface Kit {
  readonly definitions: readonly Definition[];
  readonly tools: readonly Tool[];
  /** Runs a tool. Never throws for a tool's failure: the outcome says what went wrong and what to do. */
  run(name: string, input: unknown, signal?: AbortSignal): Promise<Outcome>;
  /** Lets go of the state folder's files. */
  close(): Promise<void>;
}

/**
 * Opens the tools over the declared connections. A change still takes a person: `steward approve ID` in a terminal.
 *
 * @example
 * const kit = openKit();
 * const message = await anthropic.messages.create({ model, max_tokens: 1024, messages, tools: anthropicTools(kit) });
 */
export function openKit(options: KitOptions = {}): Kit {
  const { connections, toolset = 'default', families = [], readOnly = false } = options;
  const session = openSession({ ...options, surface: 'functions', only: connections });
  const offer = { connections: session.connections, readOnly };
  const tools = toolsFor(toolset, families, offer);
  return {
    tools,
    definitions: tools.map((tool) => ({
      name: tool.name,
      description: tool.description,
      parameters: inputSchemaOf(tool, offer),
    })),
    async run(name, input, own) {
      const answer = await runTool(tools, name, input, { session, signal: own });
      if (isQuestion(answer)) throw new Error('a question was asked where nobody can answer');
      return { text: answer.text, data: answer.data, isError: answer.isError ?? false };
    },
    async close() {
      await session.close();
    },
  };
}
