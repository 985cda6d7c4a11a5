import { cpus, getPriority } from 'node:os';
import type { Llama } from 'node-llama-cpp';

/** Shorter spans say nothing: the system counts in ticks of 10 to 16 ms. */
const leastSpanMs = 150;

/** A core that others use for less than this share is as good as free. */
const tolerance = 0.4;

/** What llama.cpp is about to do. */
export type Phase = 'read' | 'write';

/** Threads beyond which a phase gains nothing on this machine with this model. */
export type ThreadLimits = Readonly<Record<Phase, number>>;

/**
 * Sets how many threads llama.cpp computes with, from what the other programs leave free. Its
 * threads wait for each other in busy loops hundreds of times a token: one that has no core to
 * itself holds up all (measured here: twenty times slower), so fewer are faster then.
 */
export class ThreadChoice {
  readonly #llama: Llama;
  readonly #cores: number;
  readonly #fixed: number;
  #last = takeSample();
  #free: number;
  #left = 0;
  #limits: ThreadLimits;

  /**
   * @param cores physical cores that may be used at most.
   * @param fixed how many threads the person wants; 0 leaves the choice here.
   */
  constructor(llama: Llama, cores: number, fixed: number) {
    this.#llama = llama;
    this.#cores = cores;
    this.#fixed = Math.min(fixed, cores);
    this.#limits = { read: cores, write: cores };
    this.#free = Math.max(1, cores - 1); // until it is known
  }

  /** How many were set last. */
  get current(): number {
    return this.#llama.maxThreads;
  }

  get cores(): number {
    return this.#cores;
  }

  /** Whether the choice is left to this object. */
  get isFree(): boolean {
    return this.#fixed === 0;
  }

  /** Whether other programs leave all cores free at the moment. */
  get isQuiet(): boolean {
    this.#look();
    return this.#free === this.#cores;
  }

  limit(limits: ThreadLimits): void {
    this.#limits = limits;
  }

  /** Leaves one core more to others, for work that nobody waits for. */
  leaveOne(leave: boolean): void {
    this.#left = leave ? 1 : 0;
  }

  /** To be called before each chunk or token. */
  apply(phase: Phase): void {
    this.#look();
    const wanted = Math.min(this.#free, this.#limits[phase]) - this.#left;
    this.#llama.maxThreads = Math.max(1, this.#fixed || wanted);
  }

  /** Sets a number of threads regardless of anything, for measuring. */
  force(threads: number): void {
    this.#llama.maxThreads = threads;
  }

  #look(): void {
    const spanMs = performance.now() - this.#last.atMs;
    if (spanMs < leastSpanMs) return;
    const sample = takeSample();
    const othersBusy =
      (sample.allBusyMs - this.#last.allBusyMs - (sample.ownBusyMs - this.#last.ownBusyMs)) /
      spanMs;
    const freeCores =
      (sample.processors - Math.max(0, othersBusy)) * Math.min(1, this.#cores / sample.processors);
    this.#free = Math.max(1, Math.min(this.#cores, Math.floor(freeCores + tolerance)));
    this.#last = sample;
  }
}

interface Sample {
  readonly atMs: number;
  readonly processors: number;
  /** Time that all processors have spent computing, and how much of it for this process. */
  readonly allBusyMs: number;
  readonly ownBusyMs: number;
}

function takeSample(): Sample {
  const processors = cpus();
  const isNiced = getPriority() > 0; // else niced programs step aside for this one and do not count
  const allBusyMs = processors.reduce(
    (sum, { times }) => sum + times.user + times.sys + times.irq + (isNiced ? times.nice : 0),
    0,
  );
  const { user, system } = process.cpuUsage();
  return {
    atMs: performance.now(),
    processors: processors.length,
    allBusyMs,
    ownBusyMs: (user + system) / 1000,
  };
}
