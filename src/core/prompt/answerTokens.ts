/** Share of the context reserved for the answer, unless fewer tokens are wanted. */
const answerShare = 1 / 4;

/** The tokens of the context that a prompt leaves for the answer. */
export function answerTokens(contextSize: number, maxTokens: number): number {
  return Math.min(maxTokens, Math.floor(contextSize * answerShare));
}
