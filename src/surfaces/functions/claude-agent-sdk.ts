import type { z } from 'zod';
import { version } from '../../internal/version.ts';
import type { Kit } from './kit.ts';

interface ToolResult {
  content: { type: 'text'; text: string }[];
  isError?: boolean;
}

/** The two functions of the Claude Agent SDK that make an in-process MCP server. */
export interface AgentSdk<AgentTool, AgentServer> {
  readonly tool: (
    name: string,
    description: string,
    inputSchema: z.ZodRawShape,
    handler: (input: Record<string, unknown>) => Promise<ToolResult>,
  ) => AgentTool;
  readonly createSdkMcpServer: (options: { name: string; version: string; tools: AgentTool[] }) => AgentServer;
}

/**
 * The tools as an in-process MCP server for `query` of the Claude Agent SDK, made with that SDK's own functions.
 *
 * @example
 * import { createSdkMcpServer, query, tool } from '@anthropic-ai/claude-agent-sdk';
 * const steward = claudeAgentServer(openKit(), { createSdkMcpServer, tool });
 * query({ prompt, options: { mcpServers: { steward } } });
 */
export function claudeAgentServer<AgentTool, AgentServer>(
  kit: Kit,
  sdk: AgentSdk<AgentTool, AgentServer>,
): AgentServer {
  const tools = kit.tools.map(({ name, description, input }) =>
    sdk.tool(name, description, input().shape, async (given) => {
      const { text, isError } = await kit.run(name, given);
      return { content: [{ type: 'text', text }], ...(isError && { isError }) };
    }),
  );
  return sdk.createSdkMcpServer({ name: 'steward', version, tools });
}
