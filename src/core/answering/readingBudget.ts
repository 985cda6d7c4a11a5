import type { Generation } from '../ports.ts';

/** Fewer tokens say nothing about the speed: most of the time goes into starting. */
const leastMeasuredTokens = 64;

/** Keeps the time for reading a prompt within what the user is willing to wait, by the speed that was last measured. */
export class ReadingBudget {
  #tokensPerSecond: number | null = null;

  /** Learns from an answer how fast the model reads. */
  note({ promptTokens, reusedTokens, readMs }: Pick<Generation['timings'], 'promptTokens' | 'reusedTokens' | 'readMs'>): void {
    const readTokens = promptTokens - reusedTokens;
    if (readTokens >= leastMeasuredTokens && readMs > 0) this.#tokensPerSecond = readTokens / (readMs / 1000);
  }

  /** @returns how many tokens the prompt may have. `budgetSeconds` 0 is no limit; without a measurement nothing is held back. */
  tokens(promptTokens: number, budgetSeconds: number): number {
    if (budgetSeconds === 0 || this.#tokensPerSecond === null) return promptTokens;
    return Math.max(1, Math.min(promptTokens, Math.floor(budgetSeconds * this.#tokensPerSecond)));
  }
}
