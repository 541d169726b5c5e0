import { collection, type Store } from '../../engine/store.ts';
import { present } from '../refuse.ts';
import type { Scope } from './scope.ts';

/** A collector of OpenTelemetry traces. The workspaces on its list are in `telemetry-destinations/workspaces.ts`. */
export interface TelemetryDestination {
  readonly id: string;
  readonly display_name: string | null;
  readonly endpoint_url: string;
  /** The values are never given back, and not kept. */
  readonly header_names: readonly string[];
  readonly state:
    | { readonly type: 'enabled' }
    | { readonly type: 'disabled'; readonly reason: { readonly type: string } };
  readonly traces: {
    readonly enabled: boolean;
    readonly content_mode: 'metadata_only' | 'content';
    readonly endpoint_url: string | null;
    readonly max_content_bytes: number | null;
  };
  readonly workspaces: { readonly type: Scope };
  readonly created_at: string;
  readonly updated_at: string;
  /** Deliveries before it was last disabled. */
  readonly delivered_until: string | null;
}

export const telemetryDestinations = collection<TelemetryDestination>('telemetry_destinations');

export function destinationOf(store: Store, id: string): TelemetryDestination {
  return present(store.in(telemetryDestinations).get(id), 'Telemetry destination', id);
}
