import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { openSession } from '../../src/session/open.ts';
import type { Session } from '../../src/session/session.ts';
import { type Answer, type Call, isQuestion, type Question, type Tool } from '../../src/surfaces/tools/tool.ts';

export interface ToolCalls {
  readonly sandbox: Sandbox;
  readonly session: Session;
  /** Runs a tool and gives what it answers; whoever may be asked is in `more`. */
  answer(tool: Tool, input: object, more?: Partial<Call>): Promise<Answer>;
  close(): Promise<void>;
}

/** Tools as an agent calls them, on a sandbox of their own in which everything may be proposed. */
export async function toolCalls(): Promise<ToolCalls> {
  const sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
  const session = openSession({ environment: {}, sandbox, surface: 'mcp' });
  return {
    sandbox,
    session,
    answer: async (tool, input, more) => answered(await tool.run(input, { session, ...more })),
    async close() {
      await session.close();
      await sandbox.close();
    },
  };
}

export function answered(answer: Answer | Question): Answer {
  if (isQuestion(answer)) throw new Error(`It asked: ${answer.message}`);
  return answer;
}
