import { cpus, getPriority } from 'node:os';
import type { Llama } from 'node-llama-cpp';

/** Shorter spans say nothing, because the system counts in ticks of 10 to 16 ms. */
const minSpanMs = 150;

/** A core that other programs use for less than this share counts as free. */
const tolerance = 0.4;

/** What llama.cpp is about to do. */
export type Phase = 'read' | 'write';

/** Threads beyond which a phase gains nothing on this machine with this model. */
export type ThreadLimits = Readonly<Record<Phase, number>>;

/**
 * Sets how many threads llama.cpp computes with, from what other programs leave free. Its threads
 * wait for each other in busy loops hundreds of times per token. A thread without a core to itself
 * holds up all the others (measured here: twenty times slower), so fewer threads are then faster.
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
   * @param cores maximum number of physical cores to use.
   * @param fixed how many threads the user wants; 0 leaves the choice to this object.
   */
  constructor(llama: Llama, cores: number, fixed: number) {
    this.#llama = llama;
    this.#cores = cores;
    this.#fixed = Math.min(fixed, cores);
    this.#limits = { read: cores, write: cores };
    this.#free = Math.max(1, cores - 1); // until measured
  }

  /** The number set last. */
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

  /** Leaves one more core to others, for work that nobody is waiting for. */
  leaveOne(leave: boolean): void {
    this.#left = leave ? 1 : 0;
  }

  /** Call before each chunk or token. */
  apply(phase: Phase): void {
    this.#look();
    const wanted = Math.min(this.#free, this.#limits[phase]) - this.#left;
    this.#llama.maxThreads = Math.max(1, this.#fixed || wanted);
  }

  /** Sets a number of threads unconditionally, for measuring. */
  force(threads: number): void {
    this.#llama.maxThreads = threads;
  }

  #look(): void {
    const spanMs = performance.now() - this.#last.atMs;
    if (spanMs < minSpanMs) return;
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
  /** Time that all processors have spent computing, and how much of it was this process's. */
  readonly allBusyMs: number;
  readonly ownBusyMs: number;
}

function takeSample(): Sample {
  const processors = cpus();
  const isNiced = getPriority() > 0; // otherwise niced programs yield to this one and do not count
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
