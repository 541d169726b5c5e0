/** What a project may use of a model in a minute or a day. Only the limits that the model has are there. */
export type ModelLimits = Readonly<Partial<Record<LimitName, number>>>;

export const limitNames = [
  'max_requests_per_1_minute',
  'max_tokens_per_1_minute',
  'max_images_per_1_minute',
  'max_audio_megabytes_per_1_minute',
  'max_requests_per_1_day',
  'batch_1_day_max_input_tokens',
] as const;

export type LimitName = (typeof limitNames)[number];

/** Stands where tokens are not limited. */
const unlimitedTokens = 2_147_483_647;

const large = limits(5_000, 1_000_000, 100_000_000);
const usual = limits(10_000, 4_000_000, 400_000_000);
const light = limits(20_000, 20_000_000, 2_000_000_000);
const settled = limits(10_000, 2_000_000, 200_000_000);
const sound: ModelLimits = {
  max_requests_per_1_minute: 500,
  max_tokens_per_1_minute: unlimitedTokens,
  max_audio_megabytes_per_1_minute: 100,
};
const pictures: ModelLimits = {
  max_requests_per_1_minute: 7_500,
  max_tokens_per_1_minute: unlimitedTokens,
  max_images_per_1_minute: 15,
};

/** What the organisation may use of each model that it has, and so the most that a project may. */
export const organizationLimits: Readonly<Record<string, ModelLimits>> = {
  'gpt-6.2-astra': large,
  'gpt-6.2-sol': usual,
  'gpt-6.1-sol': usual,
  'gpt-6.1-terra': limits(10_000, 8_000_000, 800_000_000),
  'gpt-6-astra': large,
  'gpt-6-sol': usual,
  'gpt-6-luna': light,
  'gpt-5.6-sol': usual,
  'gpt-5.6-terra': limits(10_000, 8_000_000, 800_000_000),
  'gpt-5.6-luna': light,
  'gpt-5.5': settled,
  'gpt-5.5-pro': { ...limits(500, 400_000, 40_000_000), max_requests_per_1_day: 20_000 },
  'gpt-5.4-pro': { ...limits(500, 400_000, 40_000_000), max_requests_per_1_day: 20_000 },
  'gpt-5.4': settled,
  'gpt-5.4-mini': limits(10_000, 10_000_000, 1_000_000_000),
  'gpt-5.4-nano': light,
  'gpt-5.1': settled,
  'gpt-5': settled,
  'gpt-5-mini': limits(10_000, 10_000_000, 1_000_000_000),
  'gpt-5-nano': light,
  'gpt-4.1': settled,
  'gpt-4.1-mini': limits(10_000, 10_000_000, 1_000_000_000),
  'gpt-4.1-nano': light,
  'gpt-4o': { ...settled, max_images_per_1_minute: 50_000 },
  'gpt-4o-mini': { ...limits(10_000, 10_000_000, 1_000_000_000), max_images_per_1_minute: 50_000 },
  o3: settled,
  'o4-mini': limits(10_000, 10_000_000, 1_000_000_000),
  'gpt-3.5-turbo': limits(10_000, 10_000_000, 1_000_000_000),
  'text-embedding-3-large': limits(10_000, 10_000_000, 1_000_000_000),
  'text-embedding-3-small': limits(10_000, 10_000_000, 1_000_000_000),
  'omni-moderation-latest': { max_requests_per_1_minute: 5_000, max_tokens_per_1_minute: 5_000_000 },
  'gpt-image-2': pictures,
  'dall-e-3': pictures,
  'whisper-1': sound,
  'tts-1': { max_requests_per_1_minute: 7_500, max_tokens_per_1_minute: unlimitedTokens },
};

function limits(requests: number, tokens: number, batch: number): ModelLimits {
  return { max_requests_per_1_minute: requests, max_tokens_per_1_minute: tokens, batch_1_day_max_input_tokens: batch };
}
