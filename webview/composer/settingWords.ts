import type { AnswerSettingName } from '../../src/core/settings/answerSettingNames.ts';
import { t, translated } from '../../src/core/texts/translate.ts';
import { wording } from '../../src/core/texts/wording.ts';
import type { Wording } from '../../src/core/texts/wording.ts';

/** The name of each setting, and one line that says what it does. */
const words: Readonly<Record<AnswerSettingName, readonly [name: Wording, purpose: Wording]>> = {
  'decoding.strategy': [
    wording('Strategy'),
    wording('Greedy takes the most probable word; sampling draws among several.'),
  ],
  'decoding.temperature': [
    wording('Temperature'),
    wording('Sampling: higher is more varied. 0 is greedy.'),
  ],
  'decoding.topK': [
    wording('top_k'),
    wording('Sampling: draws among this many of the most probable words.'),
  ],
  'decoding.topP': [
    wording('top_p'),
    wording('Sampling: draws among the words that together reach this probability.'),
  ],
  'decoding.minP': [
    wording('min_p'),
    wording('Sampling: leaves out words below this share of the best one’s probability.'),
  ],
  'decoding.repeatPenalty': [
    wording('Repeat penalty'),
    wording('Sampling: makes words that were just written less probable. 1 is off.'),
  ],
  'decoding.seed': [wording('Seed'), wording('Sampling: the same seed draws the same answer.')],
  'decoding.maxTokens': [
    wording('Maximum tokens'),
    wording('An answer is cut at this length. Then it can be continued.'),
  ],
  'retrieval.topK': [
    wording('Number of sources'),
    wording('How many sources are shown for a question.'),
  ],
  'answer.budgetSeconds': [
    wording('Seconds for reading'),
    wording('Fewer sources are read to stay within this time. 0 is no limit.'),
  ],
};

export function settingName(setting: AnswerSettingName): string {
  return translated(words[setting][0]);
}

export function settingPurpose(setting: AnswerSettingName): string {
  return translated(words[setting][1]);
}

/** @param choice a value of the strategy. */
export function choiceNames(choice: string): string {
  return choice === 'greedy' ? t('Greedy') : t('Sampling');
}
