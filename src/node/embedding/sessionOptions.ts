import type { InferenceSession } from 'onnxruntime-node';

/**
 * How onnxruntime runs a model: one text at a time.
 *
 * A waiting thread spins for ten microseconds, then sleeps. Without spinning, two threads lose a
 * fifth of their speed on an idle machine; with longer spinning, a third beside a busy core
 * (docs/indexing.md).
 * @param threads threads per run, at least 1.
 */
export function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    enableCpuMemArena: false,
    extra: { session: { intra_op: { spin_duration_us: '10' } } },
  };
}
