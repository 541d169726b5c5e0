import type { Store } from '../../../engine/store.ts';
import { type Activity, counted, messagesOf, sessionsOf } from './activity.ts';
import { artifacts, type ChatProject, chatProjects, connectors, skills, type Thing, usedPlugins } from './things.ts';
import { byOfficeProduct, officeProductOf, totalCount, type Use, usesOf } from './uses.ts';

/** What a person, or several together, did in all products. */

const tools = ['edit_tool', 'multi_edit_tool', 'notebook_edit_tool', 'write_tool'] as const;

/** Distinct things of several people cannot be told. */
interface Counting {
  readonly store: Store;
  readonly isOnePerson: boolean;
}

export function personMetrics(activities: readonly Activity[], counting: Counting) {
  const of = (product: string) => activities.filter((activity) => activity.product === product);
  return {
    chat_metrics: chatMetrics(of('chat'), counting),
    claude_code_metrics: codeMetrics(of('claude_code')),
    cowork_metrics: coworkMetrics(of('cowork'), counting),
    office_metrics: officeMetrics(of('office_agent'), counting),
    design_metrics: {
      distinct_projects_created_count: 0,
      distinct_projects_used_count: 0,
      distinct_session_count: 0,
      message_count: 0,
    },
    science_metrics: {
      delegation_count: 0,
      distinct_session_count: 0,
      message_count: 0,
      remote_compute_job_count: 0,
      skills_used_count: 0,
    },
    claude_tag_metrics: {
      active_day_count: of('claude_tag').length,
      active_message_count: counted(of('claude_tag'), messagesOf),
    },
    web_search_count: counted(activities, ({ used }) => used['web_search_requests'] ?? 0),
  };
}

/** The part of a person's chat that was in some projects. */
export function projectMetrics(uses: readonly Use<ChatProject>[], counting: Counting) {
  const nothing = personMetrics([], counting);
  return {
    ...nothing,
    chat_metrics: {
      ...nothing.chat_metrics,
      message_count: totalCount(uses),
      distinct_conversation_count: uses.reduce((sum, { sessions }) => sum + sessions, 0),
      distinct_projects_used_count: distinct(uses),
    },
  };
}

function chatMetrics(activities: readonly Activity[], { store, isOnePerson }: Counting) {
  const connected = usesOf(activities, connectors);
  const projects = chatProjects(store);
  return {
    message_count: counted(activities, messagesOf),
    distinct_conversation_count: counted(activities, sessionsOf),
    thinking_message_count: counted(activities, (activity) => Math.floor(messagesOf(activity) * 0.3)),
    connectors_used_count: totalCount(connected),
    distinct_connectors_used_count: isOnePerson ? distinct(connected) : null,
    distinct_skills_used_count: isOnePerson ? distinct(usesOf(activities, skills)) : null,
    distinct_projects_used_count: isOnePerson ? distinct(usesOf(activities, projects)) : null,
    distinct_projects_created_count: createdCount(activities, projects),
    distinct_artifacts_created_count: totalCount(usesOf(activities, artifacts)),
    distinct_files_uploaded_count: counted(activities, (activity) => Math.floor(messagesOf(activity) * 0.15)),
    distinct_shared_artifacts_viewed_count: isOnePerson ? 0 : null,
    shared_conversations_viewed_count: 0,
  };
}

function createdCount(activities: readonly Activity[], projects: readonly ChatProject[]): number {
  return projects.filter(({ created_by, since }) =>
    activities.some(({ user_id, date }) => user_id === created_by && date === since),
  ).length;
}

function codeMetrics(activities: readonly Activity[]) {
  const sum = (kind: string) => counted(activities, ({ used }) => used[kind] ?? 0);
  return {
    core_metrics: {
      distinct_session_count: sum('sessions'),
      commit_count: sum('commits'),
      pull_request_count: sum('pull_requests'),
      artifacts_created_count: totalCount(usesOf(activities, artifacts)),
      lines_of_code: { added_count: sum('lines_added'), removed_count: sum('lines_removed') },
    },
    tool_actions: Object.fromEntries(
      tools.map((tool) => [tool, { accepted_count: sum(`${tool}.accepted`), rejected_count: sum(`${tool}.rejected`) }]),
    ),
  };
}

function coworkMetrics(activities: readonly Activity[], { store, isOnePerson }: Counting) {
  const connected = usesOf(activities, connectors);
  const skilled = usesOf(activities, skills);
  const plugged = usesOf(activities, usedPlugins(store));
  const edits = (perMessage: number) =>
    counted(activities, (activity) => Math.floor(messagesOf(activity) * perMessage));
  const edited = edits(0.5);
  const written = edits(0.2);
  return {
    message_count: counted(activities, messagesOf),
    distinct_session_count: counted(activities, sessionsOf),
    action_count: counted(activities, ({ used }) => used['requests'] ?? 0),
    dispatch_turn_count: edits(0.1),
    artifacts_created_count: totalCount(usesOf(activities, artifacts)),
    connectors_used_count: totalCount(connected),
    distinct_connectors_used_count: isOnePerson ? distinct(connected) : null,
    skills_used_count: totalCount(skilled),
    distinct_skills_used_count: isOnePerson ? distinct(skilled) : null,
    plugins_used_count: totalCount(plugged),
    distinct_plugins_used_count: isOnePerson ? distinct(plugged) : null,
    edit_tool_count: edited,
    write_tool_count: written,
    multi_edit_tool_count: 0,
    notebook_edit_tool_count: 0,
    file_edit_count: edited + written,
    sessions_with_file_edits_count: counted(activities, (activity) => Math.floor(sessionsOf(activity) * 0.6)),
  };
}

function officeMetrics(activities: readonly Activity[], { isOnePerson }: Counting) {
  return byOfficeProduct((office) => {
    const there = activities.filter((activity) => officeProductOf(activity) === office);
    const connected = usesOf(there, connectors);
    const skilled = usesOf(there, skills);
    return {
      message_count: counted(there, messagesOf),
      distinct_session_count: counted(there, sessionsOf),
      connectors_used_count: totalCount(connected),
      distinct_connectors_used_count: isOnePerson ? distinct(connected) : null,
      skills_used_count: totalCount(skilled),
      distinct_skills_used_count: isOnePerson ? distinct(skilled) : null,
    };
  });
}

function distinct(uses: readonly Use<Thing>[]): number {
  return new Set(uses.map(({ thing }) => thing.name)).size;
}
