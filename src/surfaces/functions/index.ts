export { type AiSdkTool, aiSdkTools } from './ai-sdk.ts';
export { answerAnthropic, anthropicTools } from './anthropic.ts';
export { type AgentSdk, claudeAgentServer } from './claude-agent-sdk.ts';
export { type Definition, type Kit, type KitOptions, type Outcome, openKit } from './kit.ts';
export { answerOpenaiChat, answerOpenaiResponse, openaiChatTools, openaiResponsesTools } from './openai.ts';
