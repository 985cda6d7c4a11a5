import type { FilePreparer } from '../core/indexing/indexingPorts.ts';
import type { PauseReason, SizeLimits } from '../core/indexing/folderState.ts';
import type { Turns } from '../core/indexing/turns.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Embedder, ServerWait } from '../core/ports/textModels.ts';
import type { Metric } from '../core/settings/metric.ts';
import type { PrepareLimits } from '../node/reading/prepareMessages.ts';

/** What all folders of the process share. */
export interface SharedParts {
  readonly turns: Turns;
  readonly clock: Clock;
  /** A preparer for files up to these sizes. */
  readonly preparer: (limits: PrepareLimits) => FilePreparer;
  /** The configured limits, for folders without their own. */
  readonly sizeLimits: () => SizeLimits;
  readonly metric: () => Metric;
  readonly embedder: (wait?: ServerWait) => Promise<Embedder | null>;
  /** Whether embeddings may be computed now: not on battery, unless the user wants them. */
  readonly mayEmbed: () => Promise<boolean>;
  /** Why indexing is paused; null while it is not. */
  readonly pausedFor: PauseReason | null;
  readonly log: (line: string) => void;
}
