/**
 * The words that people use for things which the catalogue calls otherwise, by the beginning of an operation's id. All
 * that fit an operation count for it: those of its resource, and its own.
 */
export const everydayWords: Readonly<Record<string, string>> = {
  // people
  'anthropic.users':
    'person people member colleague employee teammate somebody someone everybody staff account seat login join company organization admin owner role email address leaver left quit resign gone fired offboard promote demote developer billing who',
  'anthropic.users.remove':
    'remove kick out left company quit resigned fired leaves gone offboard last day take away access lose account seat',
  'anthropic.users.sign_out':
    'sign out log out everywhere session sessions stolen lost laptop phone device force re-login kick off devices',
  'anthropic.users.update': 'role promote demote make billing developer user managed job change',
  'openai.users':
    'person people member colleague employee teammate somebody someone everybody staff account seat login join company organization owner reader role email address leaver left quit resign gone fired offboard promote demote who',
  'openai.users.delete':
    'remove kick out left company quit resigned fired leaves gone offboard last day take away access lose account seat',
  'openai.users.update': 'role promote demote make owner reader boss charge job change whole organization',
  'openai.users.roles':
    'role roles rights permissions privilege assigned assign give grant person someone may do allowed custom organization owner',
  'anthropic.invites':
    'invite invitation mail link pending unanswered accepted expired waiting answered sign-up onboard newcomer new hire colleague join bring board start',
  'openai.invites':
    'invite invitation mail link pending unanswered accepted expired waiting answered sign-up onboard newcomer new hire colleague join bring board start',
  'openai.groups': 'group groups team department squad crew',
  'openai.groups.users':
    'group team department people member members who belongs put into take out join add person someone',
  'openai.groups.roles': 'group team role roles rights permissions may do allowed across organization assign give',
  'anthropic.rbac_groups': 'group groups team department squad crew enterprise',
  'anthropic.rbac_groups.members':
    'group team department people member members who belongs put into take out join add person someone enterprise',
  'anthropic.rbac_roles': 'role roles job profile rights permissions kinds of roles custom enterprise',
  'anthropic.rbac_roles.permissions': 'role permissions rights what may it do allowed contain',
  'openai.roles': 'role roles custom job profile rights permissions define own kinds organization look only read-only',
  'openai.projects.roles': 'role roles custom job profile rights permissions define own kinds in a project look only',
  'anthropic.organization': 'organization company name id account ours which one details about us tenant',

  // workspaces and projects
  'anthropic.workspaces': 'workspace workspaces team space area department region residency geography color tag',
  'anthropic.workspaces.archive': 'archive close shut down retire wind down end finish for good no longer needed',
  'anthropic.workspaces.members':
    'workspace people person member members who works in belongs access say admin developer role inside team put into take out add someone final say',
  'anthropic.workspaces.rate_limits':
    'workspace limit limits cap throttle requests tokens minute day own override tighter slower',
  'anthropic.workspaces.service_accounts': 'workspace service account robot bot machine program automation access into',
  'openai.projects': 'project projects team product initiative new start begin launch name rename',
  'openai.projects.archive': 'archive close shut down retire wind down end finish for good no longer needed stop kill',
  'openai.projects.users':
    'project people person member members who works in belongs access add someone put into take out kick out owner inside',
  'openai.projects.users.roles': 'project person role roles rights permissions assign give grant take',
  'openai.projects.groups': 'project group team department access whole add put into take out give',
  'openai.projects.groups.roles': 'project group team role roles rights permissions assign give take',

  // keys and machines
  'anthropic.api_keys':
    'key keys api token credential secret leaked stolen compromised public unused stale idle old which made created owner turn off disable deactivate stop working kill revoke rename status last',
  'anthropic.api_keys.update':
    'turn off disable deactivate stop working kill revoke leaked compromised switch off rename reactivate turn on back block make inactive',
  'openai.projects.api_keys':
    'key keys api token credential secret leaked stolen compromised public unused stale idle old which made created owner stop working kill revoke expire scopes project',
  'openai.projects.api_keys.delete':
    'delete revoke kill stop working leaked compromised turn off disable throw away end get rid',
  'openai.projects.api_keys.update': 'expire expiry lifetime shorter scopes limit restrict end date run out',
  'openai.admin_api_keys':
    'admin administrator administration key keys management powerful master token credential organization-wide',
  'openai.admin_api_keys.delete': 'delete revoke kill stop leaked compromised get rid end',
  'openai.admin_api_keys.create': 'create new mint make another automation script terraform',
  'anthropic.service_accounts':
    'service account robot bot machine program automation pipeline script job nightly batch login non-human identity',
  'anthropic.service_accounts.archive': 'archive retire end switch off remove get rid',
  'anthropic.service_accounts.workspaces': 'service account robot bot machine workspace workspaces reach access into',
  'openai.projects.service_accounts':
    'service account robot bot machine program automation pipeline script job nightly batch login non-human identity project',
  'openai.projects.service_accounts.api_keys':
    'service account robot bot machine another second new fresh key rotate token issue',
  'anthropic.federation.issuers':
    'federation oidc issuer identity provider github actions gitlab kubernetes aws azure google workload trust without secret keyless storing token ci',
  'anthropic.federation.rules':
    'federation oidc rule workload github actions gitlab kubernetes pipeline trust without secret keyless storing which repo repository may log in ci',
  'anthropic.federation.rules.workspaces': 'federation rule workload workspace workspaces reach may use',
  'openai.workload_identity_providers':
    'workload identity federation oidc provider github actions gitlab kubernetes aws azure google trust without secret keyless storing ci',
  'openai.workload_identity_providers.federation_rules':
    'workload identity federation oidc rule mapping which repo repository service account github actions pipeline trust',
  'openai.certificates':
    'certificate certificates mtls mutual tls client cert pem ca expires expiry run out valid upload',
  'openai.projects.certificates':
    'certificate certificates mtls mutual tls client cert project switch on turn off use which',
  'anthropic.external_keys':
    'customer managed encryption key kms byok cmek own aws google azure vault bring encrypt works test',
  'openai.external_keys':
    'customer managed encryption key kms byok ekm own aws google azure vault bring encrypt works test',
  'openai.external_storage': 'storage bucket s3 blob own data residency store keep files elsewhere external works test',

  // limits and money
  'anthropic.rate_limits':
    'rate limit limits quota cap how many requests tokens minute may we send fast throttle 429 allowed organization model',
  'openai.projects.rate_limits':
    'rate limit limits quota cap requests tokens images minute day rpm tpm throttle slower faster fewer more raise lower 429 model allowed',
  'openai.projects.service_tier_settings':
    'service tier priority fast faster speed pricier processing flex scale default processing premium quick latency',
  'anthropic.spend_limits':
    'spend limit budget ceiling cap maximum money dollars person workspace user may cost set lift remove allowance',
  'anthropic.spend_limits.effective':
    'spend limit budget effective each person personal how close left remaining used up used so far near reached',
  'anthropic.spend_limits.increase_requests':
    'increase request asked more money higher limit budget waiting pending approval raise',
  'anthropic.spend_limits.increase_requests.approve': 'approve say yes grant accept allow ok agree',
  'anthropic.spend_limits.increase_requests.deny': 'deny say no refuse reject decline turn down',
  'openai.spend_limit':
    'spend limit hard budget ceiling cap maximum money dollars month organization whole company stop spending block exceed more than never',
  'openai.projects.spend_limit':
    'spend limit hard budget ceiling cap maximum money dollars month project stop spending block exceed more than never',
  'openai.spend_alerts':
    'alert alerts warn warning mail email notify tell finance budget threshold money dollars costs more than month organization passes exceeds reaches heads-up',
  'openai.projects.spend_alerts':
    'alert alerts warn warning mail email notify tell finance budget threshold money dollars costs more than month project passes exceeds reaches heads-up',

  // what was used, and what it cost
  'anthropic.usage.cost':
    'cost costs money spend spent spending burn burned bill pay paid price dollars expensive expense invoice charge month day week yesterday total how much',
  'anthropic.usage.messages':
    'usage used tokens consumed consumption messages api calls requests cache model input output how many volume',
  'anthropic.usage.claude_code':
    'claude code coding lines commits pull requests sessions developer programmer productivity accepted terminal who uses engineers',
  'anthropic.analytics.cost':
    'cost costs money spend spent spending burn bill pay paid dollars expensive per key person product team by whom who all products',
  'anthropic.analytics.usage': 'usage used tokens consumed per key person product team by whom who all products',
  'anthropic.analytics.cost_report': 'cost costs money spend spent enterprise seats chat claude.ai',
  'anthropic.analytics.usage_report': 'usage used tokens enterprise chat claude.ai',
  'anthropic.analytics.user_cost_report':
    'cost costs money spend spent each per person user people most expensive employee enterprise who spends',
  'anthropic.analytics.user_usage_report':
    'usage used tokens each per person user people heaviest employee enterprise who uses',
  'anthropic.analytics.users':
    'activity active people each person engagement adoption who uses idle never opened chats commits lines per developer',
  'anthropic.analytics.summaries':
    'daily weekly monthly active users adoption overall how many people seats engagement summary trend overview',
  'anthropic.analytics.connectors':
    'connector connectors connection connections jira drive gmail github integration integrations used popular work with',
  'anthropic.analytics.skills': 'skill skills used popular which',
  'anthropic.analytics.plugins': 'plugin plugins used popular adoption which',
  'anthropic.analytics.artifacts': 'artifact artifacts created made shared published used',
  'anthropic.analytics.apps.chat.projects': 'chat project projects claude.ai used active knowledge popular',
  'openai.usage.costs':
    'cost costs money spend spent spending burn burned bill pay paid price dollars expensive expense invoice charge month day week yesterday total how much',
  'openai.usage.completions':
    'usage used tokens consumed consumption chat responses completions model input output requests how many volume text',
  'openai.usage.embeddings': 'embedding embeddings vectors search tokens used how many',
  'openai.usage.images': 'image images picture pictures photo photos drawn generated dall-e art how many',
  'openai.usage.audio_speeches': 'speech voice spoken read aloud text-to-speech tts characters talk audio how much',
  'openai.usage.audio_transcriptions':
    'transcription transcribe transcribed dictation whisper speech-to-text recordings meeting minutes seconds audio how much',
  'openai.usage.moderations': 'moderation moderations safety check checks filter used how many',
  'openai.usage.decisions': 'decision decisions used how many',
  'openai.usage.vector_stores': 'vector store stores storage bytes gigabytes space big large files kept',
  'openai.usage.code_interpreter_sessions': 'code interpreter python sandbox sessions run how many',
  'openai.usage.file_search_calls': 'file search calls retrieval lookups documents how many',
  'openai.usage.web_search_calls': 'web search internet browsing lookups calls how many used google',

  // settings
  'openai.audit_logs':
    'audit log history trail who changed did what happened when events activity trace let in created deleted removed by whom yesterday this week suspicious logged investigate record',
  'openai.data_retention':
    'data retention keep hold store save prompts logs zero zdr forget privacy abuse monitoring how long organization training',
  'openai.projects.data_retention':
    'data retention keep hold store save prompts logs zero zdr forget privacy abuse monitoring how long project',
  'openai.projects.hosted_tool_permissions':
    'hosted tool tools web search internet browsing code interpreter file search image mcp allow block forbid no more off on may use permitted project bot',
  'openai.projects.model_permissions':
    'model models allow allowed block forbid only may call use which permitted restrict expensive cheap gpt must not touch project list',
  'openai.projects.model_permissions.delete': 'lift remove restriction every model again all models',
  'anthropic.compliance_settings': 'compliance api settings audit access transcripts content switch on legal discovery',
  'anthropic.claude_code.managed_settings.configuration':
    'claude code settings managed configuration policy permission permissions file rules everybody everyone enforce company-wide all developers strict security default',
  'anthropic.claude_code.managed_settings.rbac_groups':
    'claude code settings managed configuration policy permission permissions file rules one group team certain developers strict security only them',
  'anthropic.claude_code.managed_settings.rbac_group_default':
    'claude code settings managed default group everybody else without a group people fallback rest',
  'anthropic.claude_tag.bundles': 'claude tag slack bundle bundles skills tools connectors instructions package',
  'anthropic.claude_tag.bundles.targets':
    'claude tag slack bundle attach attached detach channel give where which channels',
  'anthropic.claude_tag.slack_channels':
    'claude tag slack channel channels bot chat instructions listen answers on off leave join forget memory',
  'anthropic.claude_tag.slack_workspaces':
    'claude tag slack workspace workspaces connected settings bot default everywhere',
  'anthropic.plugins': 'plugin plugins extension add-on addon upload publish offer own who gets',
  'anthropic.plugins.versions': 'plugin version versions release upload new download archive zip update file roll back',
  'anthropic.plugins.shares': 'plugin shared shares with whom who got',
  'anthropic.plugins.installation_settings':
    'plugin installed install required default automatic everybody who gets group preinstalled force uninstall available',
  'anthropic.plugin_marketplaces':
    'plugin marketplace marketplaces catalog repository repo store source sync valid check github',
  'anthropic.telemetry_destinations':
    'telemetry opentelemetry otel traces spans export send datadog grafana honeycomb collector observability monitoring receive',
  'anthropic.telemetry_destinations.test': 'test try check really receive arrive works probe',
  'anthropic.telemetry_destinations.workspaces':
    'telemetry traces spans destination workspace workspaces cover include',
  'anthropic.webhooks':
    'webhook webhooks hook callback endpoint url events notify notification push http post tell our system ping',
  'anthropic.webhooks.regenerate_signing_secret':
    'signing secret rotate swap replace leaked public new signature renew exposed',
};
