/** The settings that the chat offers beside the composer, without `askWorkspace.`. */
export const answerSettingNames = [
  'decoding.strategy',
  'decoding.temperature',
  'decoding.topK',
  'decoding.topP',
  'decoding.minP',
  'decoding.repeatPenalty',
  'decoding.seed',
  'decoding.maxTokens',
  'retrieval.topK',
  'answer.budgetSeconds',
] as const;

export type AnswerSettingName = (typeof answerSettingNames)[number];
