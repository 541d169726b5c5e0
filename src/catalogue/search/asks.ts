/** How people ask for an operation, in whole sentences of their own. The search reads them beside the summary. */
export const asks: Readonly<Record<string, string>> = {
  'anthropic.users.list':
    'access review, full roster of everybody who can log in; who is in our Claude organization; is this address already a member; find a colleague by mail; everyone with the admin role; how many seats are taken; do we know this person; staff list; headcount on Claude',
  'anthropic.users.update':
    'make her a developer; he should only see billing; change what somebody may do in the Console; downgrade a colleague to plain user',
  'anthropic.users.remove':
    'somebody left, cut off their Claude access; kick a person out of the organization; offboard an employee from Anthropic; revoke a former colleague; their last day was Friday; contractor finished, lock them out',
  'anthropic.users.sign_out':
    'log this person out of every device; laptop stolen, end all Claude sessions; force somebody to sign in again; throw out open sessions',
  'openai.users.list':
    'access review, full roster of everybody who can log in; who is in our OpenAI organization; is this address already a member; find a colleague by mail; which people are owners; how many seats are taken; do we know this person; staff list; headcount on OpenAI',
  'openai.users.update':
    'make her an owner; promote a colleague to run the organization; take the owner role from him; demote to reader; change what somebody may do in the whole organization; put someone in charge',
  'openai.users.delete':
    'somebody left, cut off their OpenAI access; kick a person out of the organization; offboard an employee from ChatGPT platform; revoke a former colleague; their last day was Friday; contractor finished, lock them out',
  'openai.users.roles.list':
    'what is a person actually allowed to do; all rights of one colleague; which roles does this person have; what may she do in the organization; what rights were given to him',
  'openai.users.roles.create': 'give this person a custom role in the whole organization; grant rights to someone',
  'openai.users.roles.delete': 'take a custom role away from a person; strip somebody of rights',
  'anthropic.invites.create':
    'invite someone to Claude; new starter on Monday needs access to Anthropic; bring a colleague on board; let a freelancer join our Console; send a sign-up mail',
  'anthropic.invites.list':
    'who has not accepted yet; open invitations to Claude; did the mail go out; pending joiners',
  'anthropic.invites.delete':
    'mistyped the email, pull it back before a stranger joins; take back an invitation to Claude; we invited the wrong address; withdraw the sign-up mail; candidate declined, cancel the invite',
  'openai.invites.create':
    'invite someone to OpenAI; new starter on Monday needs access; bring a colleague on board; let a freelancer join our platform account; send a sign-up mail',
  'openai.invites.list': 'who has not accepted yet; open invitations to OpenAI; did the mail go out; pending joiners',
  'openai.invites.delete':
    'mistyped the email, pull it back before a stranger joins; take back an invitation to OpenAI; we invited the wrong address; withdraw the sign-up mail; candidate declined, cancel the invite; typo in the address',
  'openai.groups.list': 'which groups do we have; teams set up at OpenAI; is there a group for sales',
  'openai.groups.create':
    'a new team called something; new group so permissions can be handed out in bulk; make a group for the data team; bundle people of one department; set up a team so rights can be given at once',
  'openai.groups.update': 'rename a group; the team has a new name',
  'openai.groups.delete': 'dissolve a group; the team no longer exists; get rid of a department group',
  'openai.groups.users.list':
    'everyone sitting in a team; who is in the team; who belongs to this group; members of a team',
  'openai.groups.users.create':
    'put new folks together with the others so they inherit the same permissions; put a person into a group; add her to the team; he moved to the data science team',
  'openai.groups.users.delete': 'take a person out of a group; she changed teams; no longer part of the team',
  'openai.groups.roles.list': 'what may this group do; which roles does a team have across the organization',
  'openai.groups.roles.create': 'let a whole group do something; give a role to a team',
  'openai.groups.roles.delete': 'take a role away from a group; a team should no longer have those rights',
  'anthropic.rbac_groups.list': 'which groups exist in Claude Enterprise; teams with custom roles',
  'anthropic.rbac_groups.create':
    'a new team called something; new group so permissions can be handed out in bulk; make a group in Claude Enterprise; set up a team',
  'anthropic.rbac_groups.update': 'rename a Claude group; change the roles a group carries',
  'anthropic.rbac_groups.delete': 'dissolve a Claude group; the team no longer exists',
  'anthropic.rbac_groups.members.list':
    'everyone sitting in a team; who is in the team; who belongs to this Claude group; members of a team',
  'anthropic.rbac_groups.members.add':
    'put new folks together with the others so they inherit the same permissions; put a person into a Claude group; add her to the team; joins the team',
  'anthropic.rbac_groups.members.remove':
    'take a person out of a Claude group; she changed teams; no longer part of the team',
  'anthropic.rbac_roles.list': 'which roles can be given in Claude Enterprise; kinds of roles',
  'anthropic.rbac_roles.permissions.list':
    'what can somebody with a certain profile do; what does this role allow; which capabilities come with a role',
  'openai.roles.list':
    'which roles can be given at OpenAI; do we have a role for auditors; what do our custom roles allow',
  'openai.roles.create': 'define a role that can only look; a new role for support people; make a custom set of rights',
  'openai.roles.update': 'a role should allow more; change which permissions a custom role has; rename a role',
  'openai.roles.delete': 'get rid of a custom role nobody uses',
  'openai.projects.roles.list': 'which roles exist inside a project',
  'openai.projects.roles.create': 'define a role for one project only',
  'openai.projects.roles.update': 'change what a project role allows',
  'openai.projects.roles.delete': 'get rid of a project role',
  'anthropic.organization.get':
    'which organization is this key for; what is our organization id; are we connected to the right company; who am I',
  'anthropic.workspaces.list': 'which workspaces do we have; how are teams separated in Claude; archived workspaces',
  'anthropic.workspaces.create':
    'its own separate space in the Console; set up a workspace for a team; a separate area for the new product; space for experiments',
  'anthropic.workspaces.update':
    'is called something else since the reorg, fix the label; rename a workspace; keep a workspace in the US; give a workspace a tag or colour; use our own key for a workspace; restrict where inference runs',
  'anthropic.workspaces.archive':
    'mothball the space; hackathon is over; shut a workspace down; the pilot is over; close the experiment area; nobody needs this workspace any more',
  'anthropic.workspaces.members.list':
    'who can use this workspace; people in the team space; everybody who works there',
  'anthropic.workspaces.members.add':
    'let someone into a workspace; give her access to the team space; he needs the research workspace too',
  'anthropic.workspaces.members.update':
    'make somebody admin of a workspace; give him the final say there; change the role in a workspace; restrict her to developer in that workspace',
  'anthropic.workspaces.members.remove':
    'moved to another team, take her off the space; throw someone out of a workspace; she no longer works on that product; take away a workspace from a person',
  'anthropic.workspaces.rate_limits.list': 'how fast may this workspace go; limits of one workspace',
  'anthropic.workspaces.rate_limits.update':
    'requests per minute of a workspace; starving production, throttle it; slow a workspace down; give a workspace fewer tokens per minute; throttle the experiments workspace; one workspace eats all our quota',
  'anthropic.workspaces.service_accounts.add': 'let a machine identity into a workspace',
  'anthropic.workspaces.service_accounts.list': 'which bots can use this workspace',
  'anthropic.workspaces.service_accounts.update': 'change the role of a bot in a workspace',
  'anthropic.workspaces.service_accounts.remove': 'keep a bot out of a workspace',
  'openai.projects.list': 'which projects do we have; is there a project for marketing; archived projects',
  'openai.projects.create':
    'start a project for a new product; a separate area for the hackathon; we need a place for experiments at OpenAI; spin up a project',
  'openai.projects.update':
    'is called something else since the reorg, fix the label; rename a project; the product has a new name; call a project something else',
  'openai.projects.archive':
    'mothball the project; hackathon is over; shut a project down; the pilot is over; close the hackathon area; nobody needs this project any more; sunset a product; stop everything in a project for ever',
  'openai.projects.users.list': 'who works in this project; people with access to a project',
  'openai.projects.users.create':
    'let someone work in a project; give her access to the checkout project; he joins the project',
  'openai.projects.users.update':
    'make somebody owner of a project; change the role in a project; only a member of the project from now on',
  'openai.projects.users.delete':
    'moved to another team, take her off the project; throw someone out of a project; she no longer works on that product; take a project away from a person',
  'openai.projects.users.roles.list': 'what may this person do inside a project',
  'openai.projects.users.roles.create': 'give a person a role inside a project',
  'openai.projects.users.roles.delete': 'take a role inside a project from a person',
  'openai.projects.groups.list': 'which teams can use this project',
  'openai.projects.groups.create':
    'let a whole team into a project; open the project to a group; give a department access to a project',
  'openai.projects.groups.delete': 'keep a team out of a project; a department should no longer reach a project',
  'openai.projects.groups.roles.create': 'give a team a role inside a project',
  'openai.projects.groups.roles.delete': 'take a role inside a project from a team',
  'openai.projects.groups.roles.list': 'what may a team do inside a project',
  'anthropic.api_keys.list':
    'which Claude keys do we have; keys that somebody made; keys nobody uses; stale credentials; how many active keys; keys of a workspace; whose key is this',
  'anthropic.api_keys.update':
    'turn a Claude key off; deactivate a key; this key leaked on GitHub; disable the key of somebody who left; make a key work again; rename a key; put a key out of action; suspend a credential',
  'openai.projects.api_keys.list':
    'show all secrets of a project; credentials that belong to a project; which OpenAI keys does a project have; keys that somebody made; keys nobody uses; stale credentials; whose key is this; when was a key last used',
  'openai.projects.api_keys.update':
    'let a key run out next month; a key should only do embeddings; limit what a key can be used for; give a key an end date',
  'openai.projects.api_keys.delete':
    'kill an OpenAI key; this key leaked on GitHub; somebody posted our key; delete the key of somebody who left; put a key out of action',
  'openai.admin_api_keys.list': 'which keys can administer our organization; master keys; who holds admin credentials',
  'openai.admin_api_keys.create': 'a key for our admin scripts; new management credential; key for Terraform',
  'openai.admin_api_keys.delete': 'kill a master key; admin credential leaked; get rid of an old management key',
  'anthropic.service_accounts.list':
    'robot users hanging around; do we have any bots; which bots have an identity at Anthropic; non-human accounts',
  'anthropic.service_accounts.create':
    'a job should not run under a person’s name; own machine identity for a job; an identity for a program; account for our nightly job; robot user for deployments',
  'anthropic.service_accounts.update': 'make a bot admin; describe what a machine account is for',
  'anthropic.service_accounts.archive': 'retire a bot; the job is gone, end its account',
  'anthropic.service_accounts.workspaces.list': 'which workspaces can a bot reach',
  'anthropic.service_accounts.workspaces.add': 'let a bot use one more workspace',
  'anthropic.service_accounts.workspaces.remove': 'a bot should no longer reach a workspace',
  'openai.projects.service_accounts.list':
    'the bots registered under a project; robot users hanging around; which bots work in a project; machine accounts of a project',
  'openai.projects.service_accounts.create':
    'a job should not run under a person’s name; own machine identity for a job; an identity and key for a program; account for our nightly job; robot user for deployments; key for the backend that belongs to nobody; production key for a server',
  'openai.projects.service_accounts.update': 'rename a bot; make a machine account owner of a project',
  'openai.projects.service_accounts.delete':
    'retire a bot; the job is gone, remove its account; the deploy robot is not needed',
  'openai.projects.service_accounts.api_keys.create':
    'a second key for a bot; renew the key of a machine account; rotate the server key',
  'anthropic.federation.issuers.list': 'which identity providers do we trust for keyless access',
  'anthropic.federation.issuers.create':
    'trust GitHub Actions to get Claude tokens; our cluster should log in without a key; stop storing secrets in CI; accept tokens of our identity provider',
  'anthropic.federation.issuers.update':
    'the address of our identity provider changed; shorten how long its tokens count',
  'anthropic.federation.issuers.archive': 'no longer trust an identity provider',
  'anthropic.federation.rules.list': 'which pipelines may get a Claude token',
  'anthropic.federation.rules.create':
    'only the main branch of this repository may get a Claude token; map a pipeline to a service account; keyless deploys',
  'anthropic.federation.rules.update': 'another repository should count too; tighten which pipeline gets tokens',
  'anthropic.federation.rules.archive': 'a pipeline should no longer get tokens',
  'anthropic.federation.rules.workspaces.add': 'let a keyless pipeline into a workspace',
  'anthropic.federation.rules.workspaces.list': 'which workspaces can a keyless pipeline reach',
  'anthropic.federation.rules.workspaces.remove': 'keep a keyless pipeline out of a workspace',
  'openai.workload_identity_providers.list': 'which clouds may log in to OpenAI without a key',
  'openai.workload_identity_providers.create':
    'let our Kubernetes cluster call OpenAI without a stored key; trust an outside identity provider; keyless access from AWS',
  'openai.workload_identity_providers.update': 'change a trusted identity provider',
  'openai.workload_identity_providers.delete': 'no longer trust an outside identity provider',
  'openai.workload_identity_providers.federation_rules.create':
    'map a cluster workload to a service account; which repository may act as which bot',
  'openai.workload_identity_providers.federation_rules.list': 'which outside workloads act as which bot',
  'openai.workload_identity_providers.federation_rules.update': 'change which workload acts as a bot',
  'openai.workload_identity_providers.federation_rules.delete': 'a workload should no longer act as a bot',
  'openai.certificates.list': 'which client certificates do we have; when does a certificate run out; is mTLS on',
  'openai.certificates.create': 'upload our client certificate; register a CA for mutual TLS',
  'openai.certificates.update': 'rename a certificate',
  'openai.certificates.delete': 'get rid of an old certificate; expired certificate, throw away',
  'openai.certificates.activate': 'require mutual TLS for everybody; switch a certificate on for the organization',
  'openai.certificates.deactivate': 'no longer require mutual TLS; switch a certificate off',
  'openai.projects.certificates.list': 'which certificates does a project demand',
  'openai.projects.certificates.activate':
    'require mutual TLS in one project; a project should only accept our certificate',
  'openai.projects.certificates.deactivate': 'a project should stop asking for a certificate',
  'anthropic.external_keys.list': 'do we hold our own encryption keys at Anthropic',
  'anthropic.external_keys.create': 'encrypt Claude data with our own KMS key; bring a key from our cloud',
  'anthropic.external_keys.validate': 'can Anthropic reach our KMS key',
  'anthropic.external_keys.update': 'replace our KMS key',
  'anthropic.external_keys.delete': 'stop using our own encryption key at Anthropic',
  'openai.external_keys.list': 'do we hold our own encryption keys at OpenAI',
  'openai.external_keys.create': 'encrypt OpenAI data with our own KMS key; bring a key from our cloud',
  'openai.external_keys.validate': 'can OpenAI reach our KMS key',
  'openai.external_keys.delete': 'stop using our own encryption key at OpenAI',
  'openai.external_storage.list': 'which buckets does OpenAI write to; where do our files stand',
  'openai.external_storage.create': 'keep files of a project in our own bucket; use our S3 for OpenAI data',
  'openai.external_storage.validate': 'can OpenAI write to our bucket',
  'openai.external_storage.delete': 'stop keeping files in our bucket; disconnect the S3 bucket',
  'anthropic.rate_limits.list':
    'how many requests a minute may we send to Claude; why are we throttled; what is our quota for Sonnet; our tier; getting too many 429 errors',
  'openai.projects.rate_limits.list':
    'how many tokens a minute may a project use; why is a project throttled; quota per model',
  'openai.projects.rate_limits.update':
    'bump a model to more RPM in a project; starving others, slow it; slow a project down; throttle the experiments; allow more requests a minute; one project eats all our quota; cap tokens per minute; limit images per minute',
  'openai.projects.service_tier_settings.get': 'does a project use priority processing; is the fast lane on',
  'openai.projects.service_tier_settings.update':
    'put a project on the fast lane; cheaper and slower processing for batch work; switch priority on or off; stop paying for speed',
  'anthropic.spend_limits.list': 'which budgets are set at Anthropic; caps we gave to people or workspaces',
  'anthropic.spend_limits.set':
    'nobody should spend more than 100 dollars on Claude; cap a workspace at 2000 a month; give a person a bigger Claude allowance; default budget for everyone; put a ceiling on the interns',
  'anthropic.spend_limits.delete': 'lift a cap on Claude spending; a person may spend without a limit again',
  'anthropic.spend_limits.effective.list':
    'how close is each employee to their monthly cap; who is near their budget; how much of the allowance is used up; what is left of my personal limit; who ran out',
  'anthropic.spend_limits.increase_requests.list':
    'who asked for more budget; requests waiting for a yes; people who want a higher Claude limit',
  'anthropic.spend_limits.increase_requests.approve':
    'let him have the extra he asked for; fine, give it to her; say yes to somebody who wants more budget; let her spend more as she asked; grant the request',
  'anthropic.spend_limits.increase_requests.deny':
    'tell him no, the budget stays as it is; not this time; say no to somebody who wants more budget; turn the request down; refuse a higher limit',
  'openai.spend_limit.get': 'is there a hard cap on our OpenAI bill; what is the monthly ceiling',
  'openai.spend_limit.update':
    'never let OpenAI cost more than 10000 a month; block everything once the money is used up; hard cap for the company; ceiling on our bill',
  'openai.spend_limit.delete': 'lift the hard cap of the company; spend without a ceiling again',
  'openai.projects.spend_limit.get': 'is there a hard cap on a project; monthly ceiling of a project',
  'openai.projects.spend_limit.update':
    'a project must not cost more than 500 a month; block a project once its money is used up; hard cap for the hackathon',
  'openai.projects.spend_limit.delete': 'lift the hard cap of a project',
  'openai.spend_alerts.list':
    'at what amount does finance get mailed; who gets a mail when spending is high; which warnings are set',
  'openai.spend_alerts.create':
    'mail finance when OpenAI gets expensive; warn us at 80 percent; tell the CFO once we pass 5000; early warning on cost; ping me before the bill explodes',
  'openai.spend_alerts.update':
    'warn us earlier; send the spending mail to somebody else; change the threshold of a warning',
  'openai.spend_alerts.delete': 'stop those spending mails; a warning is not needed any more',
  'openai.projects.spend_alerts.list': 'which spending warnings does a project have',
  'openai.projects.spend_alerts.create':
    'mail the team lead when a project gets expensive; warn us about one project; tell me once a project passes 300',
  'openai.projects.spend_alerts.update': 'change the warning of a project',
  'openai.projects.spend_alerts.delete': 'stop the spending mails of a project',
  'anthropic.usage.cost':
    'what did Claude cost last month; our Anthropic bill by workspace; most expensive model; spend per day; did yesterday cost more; which workspace burns the most',
  'anthropic.usage.messages':
    'which key chews through the most tokens; hungriest key; how many tokens did we send to Claude; cache hit rate; tokens by key or workspace; which key is the busiest; traffic last night; how much do we use Opus',
  'anthropic.usage.claude_code':
    'how many commits and lines with Claude Code; who codes with Claude; pull requests made by Claude; is the coding tool worth it; accept rate per developer',
  'anthropic.analytics.cost.list':
    'what does each person cost on Claude; cost by key; who are our biggest spenders; which team is expensive; spend by user',
  'anthropic.analytics.usage.list': 'tokens by person; which team uses Claude most; usage by product',
  'anthropic.analytics.cost_report.list': 'what does Claude Enterprise cost by product and day',
  'anthropic.analytics.usage_report.list': 'tokens in Claude Enterprise by product and day',
  'anthropic.analytics.user_cost_report.list':
    'most expensive employees in Claude Enterprise; cost per head; who runs up the bill',
  'anthropic.analytics.user_usage_report.list': 'heaviest users in Claude Enterprise; tokens per head',
  'anthropic.analytics.users.list':
    'who has not touched Claude this month; unused seats; what does each person do with Claude; chats per person; which licences lie idle',
  'anthropic.analytics.summaries.list':
    'how many people use Claude every day; weekly active users; is adoption growing; seats used against bought',
  'anthropic.analytics.connectors.list':
    'which integrations do people really use; is the Jira connection worth it; popular connectors',
  'anthropic.analytics.skills.list': 'which skills are popular; does anybody use our skill',
  'anthropic.analytics.plugins.list': 'which plugins are popular; does anybody use our plugin',
  'anthropic.analytics.artifacts.list': 'how many artifacts were made; popular artifacts',
  'anthropic.analytics.apps.chat.projects.list': 'which chat projects are busy; popular Claude projects',
  'openai.usage.costs':
    'what did OpenAI cost last month; our bill by project; most expensive model; spend per day; did yesterday cost more; which project burns the most; invoice breakdown; which line item grew',
  'openai.usage.completions':
    'which key chews through the most tokens; hungriest key; how many tokens did we use at OpenAI; which model is used most; which key or person is the busiest; cached tokens; batch traffic',
  'openai.usage.embeddings': 'how much do we embed; tokens for search vectors',
  'openai.usage.images': 'how many pictures were generated; image count by size',
  'openai.usage.audio_speeches': 'how much text was read aloud; spoken characters',
  'openai.usage.audio_transcriptions': 'how many minutes of recordings were written down; meeting transcripts',
  'openai.usage.moderations': 'how much do we moderate',
  'openai.usage.vector_stores':
    'how many gigs do we park for retrieval; size of the search index; how much space do our uploaded documents take; gigabytes of vector storage',
  'openai.usage.code_interpreter_sessions': 'how often was Python run; interpreter sessions',
  'openai.usage.file_search_calls': 'how often were documents searched',
  'openai.usage.web_search_calls': 'how often did models search the web; browsing count',
  'openai.audit_logs.list':
    'who changed this; who deleted our key; what happened last night; who let somebody in; trail of admin actions; suspicious logins; who raised the limit; evidence for the auditors; who was it; since when',
  'openai.data_retention.get': 'does OpenAI keep what we send; how long are prompts stored; is zero retention on',
  'openai.data_retention.update':
    'OpenAI must not keep anything we send; switch zero data retention on; keep nothing; store no prompts',
  'openai.projects.data_retention.get': 'does OpenAI keep what a project sends; is zero retention on in a project',
  'openai.projects.data_retention.update':
    'keep nothing of one project; store no prompts of the legal project; zero retention for a project',
  'openai.projects.hosted_tool_permissions.get': 'may a project search the web; which built-in tools are on',
  'openai.projects.hosted_tool_permissions.update':
    'a team does not want web search in their project, turn that off; no running of code and no web lookups for a project; no web browsing in a project; switch the code interpreter off; forbid remote MCP servers; let a project use file search',
  'openai.projects.model_permissions.get': 'which models can a project call; is the big model allowed there',
  'openai.projects.model_permissions.update':
    'a project may only use the small model; forbid the expensive model; interns must not use the flagship; allow just two models',
  'openai.projects.model_permissions.delete': 'a project may use every model again; lift the model restriction',
  'anthropic.compliance_settings.get': 'is the compliance API on; can legal export chats',
  'anthropic.compliance_settings.update': 'switch the compliance API on; let legal read activity',
  'anthropic.claude_code.managed_settings.configuration.get':
    'which Claude Code rules apply to all; what do we enforce for developers',
  'anthropic.claude_code.managed_settings.configuration.update':
    'enforce Claude Code rules for everybody; all developers must use these permissions; forbid a command in Claude Code company-wide; push settings to every machine',
  'anthropic.claude_code.managed_settings.rbac_groups.list':
    'is one team locked down differently from everyone else; which teams have their own Claude Code rules',
  'anthropic.claude_code.managed_settings.rbac_groups.set':
    'one team needs stricter Claude Code rules; the backend developers get their own settings file; different permissions for contractors; only this group must run with a policy',
  'anthropic.claude_code.managed_settings.rbac_groups.delete':
    'a team should follow the general Claude Code rules again; drop the special settings of a group',
  'anthropic.claude_code.managed_settings.rbac_group_default.get':
    'policy of developers who are in none of our teams; which Claude Code rules do people without a group get',
  'anthropic.claude_code.managed_settings.rbac_group_default.update': 'rules for everybody who is in no group',
  'anthropic.claude_tag.bundles.list': 'what can Claude do in Slack; skill bundles for Slack',
  'anthropic.claude_tag.bundles.update': 'change the instructions of a Slack bundle; give Claude in Slack another tool',
  'anthropic.claude_tag.bundles.targets.create':
    'give a channel a skill bundle; Claude should have these tools in a channel',
  'anthropic.claude_tag.bundles.targets.delete': 'take a bundle away from a channel',
  'anthropic.claude_tag.bundles.targets.list': 'where is a Slack bundle used',
  'anthropic.claude_tag.slack_channels.list': 'in which Slack channels is Claude; where does the bot listen',
  'anthropic.claude_tag.slack_channels.create': 'bring Claude into a Slack channel; let the bot join #support',
  'anthropic.claude_tag.slack_channels.update':
    'Claude should be quiet in a channel; switch the bot off in #general; other instructions for a channel; brief answers there',
  'anthropic.claude_tag.slack_channels.delete':
    'get Claude out of a channel for good and wipe what it keeps from there; Claude should leave a channel and forget it; remove the bot from #legal',
  'anthropic.claude_tag.slack_workspaces.list': 'which Slack teams are connected to Claude',
  'anthropic.claude_tag.slack_workspaces.update':
    'settings of Claude for the whole Slack; default behaviour of the bot everywhere',
  'anthropic.plugins.list': 'which plugins do we offer; who made a plugin',
  'anthropic.plugins.create': 'publish our own plugin; upload an extension for everybody',
  'anthropic.plugins.update': 'serve another version of a plugin; roll a plugin back; rename a plugin',
  'anthropic.plugins.delete': 'withdraw a plugin; get rid of an extension',
  'anthropic.plugins.versions.create': 'upload a new release of a plugin; ship an update of our extension',
  'anthropic.plugins.versions.list':
    'did the pushed add-on get through the safety check; still pending; which releases of a plugin exist; what was changed when',
  'anthropic.plugins.versions.download': 'get the files of a plugin; look into the zip',
  'anthropic.plugins.shares.list': 'with whom is a plugin shared',
  'anthropic.plugins.installation_settings.list':
    'who gets a plugin; is it installed for everybody; mandatory extensions',
  'anthropic.plugins.installation_settings.set':
    'everyone must have the add-on; compulsory extension, no opting out; install a plugin for everybody; make an extension mandatory for a group; people should have it by default',
  'anthropic.plugins.installation_settings.remove':
    'a plugin should no longer be installed for a group; not mandatory any more',
  'anthropic.plugin_marketplaces.list': 'where do our plugins come from; connected plugin catalogs',
  'anthropic.plugin_marketplaces.update':
    'plugins should come from another repository; change the branch of our catalog',
  'anthropic.plugin_marketplaces.validate_repository':
    'is our plugin repository in order; check a catalog before connecting it',
  'anthropic.plugin_marketplaces.validate_archive': 'is this plugin zip in order; check an archive before uploading it',
  'anthropic.telemetry_destinations.list': 'where do our traces go; which collectors receive spans',
  'anthropic.telemetry_destinations.create':
    'send Claude traces to Grafana; export spans to our collector; observability for Claude; get traces into Datadog',
  'anthropic.telemetry_destinations.update':
    'the collector moved to another address; pause the trace export; new auth header for the collector',
  'anthropic.telemetry_destinations.delete': 'stop exporting traces; disconnect the collector',
  'anthropic.telemetry_destinations.test': 'do traces arrive; try the collector; does our collector receive anything',
  'anthropic.telemetry_destinations.workspaces.add': 'trace one more workspace',
  'anthropic.telemetry_destinations.workspaces.remove': 'do not trace a workspace any more',
  'anthropic.telemetry_destinations.workspaces.list': 'which workspaces are traced',
  'anthropic.webhooks.list': 'which addresses does Anthropic call; where do events go',
  'anthropic.webhooks.create':
    'call our server when a batch is done; tell our backend about events; push Claude events to a URL',
  'anthropic.webhooks.update': 'events should go to another address; pause a webhook; fewer events',
  'anthropic.webhooks.delete': 'stop calling our server; an endpoint is gone',
  'anthropic.webhooks.regenerate_signing_secret':
    'the webhook secret leaked; new secret for our endpoint; rotate the signature',
};
