import type { FilePreparer } from '../core/indexing/indexingPorts.ts';
import type { Turns } from '../core/indexing/turns.ts';
import type { Clock, Embedder } from '../core/ports.ts';
import type { Metric } from '../core/settings/metric.ts';
import type { PrepareLimits } from '../node/reading/prepareMessages.ts';

/** What all folders of the process share. */
export interface SharedParts {
  readonly turns: Turns;
  readonly clock: Clock;
  readonly preparer: FilePreparer;
  readonly limits: () => PrepareLimits;
  readonly metric: () => Metric;
  readonly embedder: () => Promise<Embedder | null>;
  readonly log: (line: string) => void;
}
