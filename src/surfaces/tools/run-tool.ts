import { isStewardError } from '../../errors.ts';
import { cleanLines } from '../../internal/clean-text.ts';
import { nearest } from '../../internal/nearest.ts';
import { redactSecrets } from '../../internal/redact.ts';
import { type Answer, type Call, isQuestion, type Question, type Tool } from './tool.ts';
import { worded } from './wording.ts';

/** Runs a tool by name. Every failure becomes an answer that a model can go on from; none is thrown. */
export async function runTool(
  tools: readonly Tool[],
  name: string,
  input: unknown,
  call: Call,
): Promise<Answer | Question> {
  const tool = tools.find((each) => each.name === name);
  if (!tool) return unknownTool(name, tools);
  try {
    const answer = await tool.run(input ?? {}, call);
    if (call.memory && !isQuestion(answer)) call.memory.lastTable = answer.text;
    return answer;
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): Answer {
  if (!isStewardError(error)) {
    const message = redactSecrets(clipped(error instanceof Error ? error.message : String(error)));
    return {
      text: `error: Steward failed: ${message}. This is a defect; try another way.`,
      data: { error: { code: 'defect', message } },
      isError: true,
    };
  }
  const { code, parameter } = error;
  const { hint, ...said } = worded(error);
  const message = clipped(said.message);
  const lines = [`error (${code}): ${message}`, ...(hint ? [clipped(hint)] : [])];
  return {
    text: lines.map((line) => redactSecrets(cleanLines(line))).join('\n'),
    data: {
      error: {
        code,
        message: redactSecrets(message),
        ...(hint && { hint: redactSecrets(clipped(hint)) }),
        ...(parameter !== undefined && { parameter }),
      },
    },
    isError: true,
  };
}

/** An error that quotes what was given quotes the beginning of it. */
function clipped(text: string): string {
  return text.length > 1500 ? `${text.slice(0, 1500)}…` : text;
}

function unknownTool(name: string, tools: readonly Tool[]): Answer {
  const names = tools.map((tool) => tool.name);
  const [suggestion] = nearest(name, names);
  const hint = suggestion ? `Did you mean ${suggestion}?` : `There is: ${names.join(', ')}.`;
  return {
    text: `error (tool_unknown): There is no such tool. ${hint}`,
    data: { error: { code: 'tool_unknown', hint } },
    isError: true,
  };
}
