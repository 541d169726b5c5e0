/** Answers of the three reports that the SDK lacks. Source: the Admin API reference on usage and cost reports. */

interface Report<Item> {
  readonly data: readonly Item[];
  readonly has_more: boolean;
  readonly next_page: string | null;
}

interface Bucket<Result> {
  readonly starting_at: string;
  readonly ending_at: string;
  readonly results: readonly Result[];
}

/** Tokens of one group in one interval. A dimension is null unless grouped by, or where it does not apply. */
export interface MessagesUsage {
  readonly uncached_input_tokens: number;
  readonly cache_read_input_tokens: number;
  readonly output_tokens: number;
  readonly cache_creation: {
    readonly ephemeral_5m_input_tokens: number;
    readonly ephemeral_1h_input_tokens: number;
  };
  readonly server_tool_use: { readonly web_search_requests: number; readonly web_fetch_requests?: number };
  readonly model: string | null;
  readonly workspace_id: string | null;
  readonly api_key_id: string | null;
  readonly account_id: string | null;
  readonly service_account_id: string | null;
  readonly service_tier: string | null;
  readonly context_window: string | null;
  readonly inference_geo: string | null;
  /** Only in answers to requests that ask for it. */
  readonly speed?: string | null;
}

/** Cost of one group on one day. */
export interface CostResult {
  /** Cents of a dollar, as decimal text. */
  readonly amount: string;
  readonly currency: string;
  readonly description: string | null;
  readonly cost_type: string | null;
  readonly model: string | null;
  readonly token_type: string | null;
  readonly service_tier: string | null;
  readonly context_window: string | null;
  readonly inference_geo: string | null;
  readonly workspace_id: string | null;
}

/** What one person or key did with Claude Code on one day, in one terminal. */
export interface ClaudeCodeActivity {
  readonly date: string;
  readonly actor:
    | { readonly type: 'user_actor'; readonly email_address: string }
    | { readonly type: 'api_actor'; readonly api_key_name: string };
  readonly organization_id: string;
  readonly customer_type: string;
  readonly subscription_type?: string | null;
  readonly terminal_type: string;
  readonly is_remote: boolean;
  readonly core_metrics: {
    readonly num_sessions: number;
    readonly lines_of_code: { readonly added: number; readonly removed: number };
    readonly commits_by_claude_code: number;
    readonly pull_requests_by_claude_code: number;
  };
  readonly tool_actions: Readonly<Record<string, { readonly accepted: number; readonly rejected: number }>>;
  readonly model_breakdown: readonly {
    readonly model: string;
    readonly tokens: {
      readonly input: number;
      readonly output: number;
      readonly cache_read: number;
      readonly cache_creation: number;
    };
    /** A JSON number of cents. */
    readonly estimated_cost: { readonly amount: number; readonly currency: string };
  }[];
}

export type MessagesUsageReport = Report<Bucket<MessagesUsage>>;
export type CostReport = Report<Bucket<CostResult>>;
export type ClaudeCodeReport = Report<ClaudeCodeActivity>;
