/** A provider's "no": thrown by a rule, written in the provider's own envelope by its plugin. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  /** The body to answer with, whole, but for a request id. */
  readonly envelope: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    envelope: Readonly<Record<string, unknown>>,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.envelope = envelope;
    this.headers = headers;
  }
}
