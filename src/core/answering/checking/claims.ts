import { isStopWord } from '../../retrieval/question/stopWords.ts';
import { sentenceFacts } from '../sentenceFacts.ts';

/** Courtesies and remarks about the answer itself, matched at the start of a sentence. */
const courtesies = [
  /^(?:sure|certainly|of course|absolutely|okay|ok|great|good|excellent)\b(?:[!,.]|[^.]{0,20}$)/,
  /^(?:yes|no)\b[^.]{0,20}[.!,]?$/,
  /^(?:great|good) question\b/,
  /^(?:hello|hi|hey|welcome|sorry|thanks|thank you|glad|happy)\b/,
  /^i(?:['’]m| am|['’]ve| have)? (?:hope|am|sorry|happy|glad|can(?:not|['’]t)?|could not)\b/,
  /^i(?:['’]ll)? (?:do not|don['’]t|will|would|think|understand|hope|found|looked)\b/,
  /^hope (?:this|that|it)\b/,
  /^(?:please )?(?:let me know|feel free|do not hesitate|don['’]t hesitate)\b/,
  /^please (?:check|see|refer|consult|read|ask|let|note:?$)/,
  /^(?:would|do|did|can|could|should|shall|is|are|what|which|how)\b[^.]*\?$/,
  /^(?:you|your question) (?:asked|asks|want(?:ed)? to know|were asking|are asking)\b/,
  /^(?:let['’]s|let us|let me|we (?:will|can) (?:now )?(?:look|see|go|walk|start|break))\b/,
  /^here(?:['’]s| is| are)\b.*\b(?:summary|overview|explanation|answer|breakdown|example|list)\b/,
  /^here(?:['’]s| is| are)\b.*\b(?:found|code|steps|how)\b[^.]*[.:]?$/,
  /^(?:for (?:more|further) (?:information|details?|examples?)|see also|refer to)\b/,
  /^if you (?:have|need|want|would like|are unsure|are interested)\b/,
];
const sourcesWord = String.raw`\b(?:sources?|context|snippets?|excerpts?|documents?)\b`;
const saysWord =
  'say|mention|contain|include|provide|cover|describe|state|answer|explain|specify|tell|about';
const saidWord =
  'mentioned|found|given|covered|described|stated|specified|explained|provided|available|said';
const denial = String.raw`\b(?:not|n['’]t|nothing|no information|never)\b`;
/** The answer says that it has no answer. */
const saysNothingFound = new RegExp(
  `${sourcesWord}[^.]*(?:${denial}|n['’]t\\b)[^.]*\\b(?:${saysWord})|` +
    `(?:${denial}|n['’]t\\b)[^.]*\\b(?:${saidWord})\\b[^.]*${sourcesWord}`,
);
const introduces = /[:：]\W*$/;
const emphasized = /^(?:\*\*|__)[^*_]+(?:\*\*|__)[.:]?$/;
const endMark = /[.!?。！？…]["'”’)\]*_\s]*$/;
/** A line of at most this many words without a full stop is a heading. */
const maxHeadingWords = 6;
/** A sentence with fewer meaningful words ("Yes.", "It does.") claims too little to be checked. */
const minWords = 2;

/**
 * Whether a sentence makes a claim about the workspace. Headings, introductions (`...:`),
 * courtesies, questions to the user, and remarks that the sources do not say make none.
 */
export function claims(sentence: string): boolean {
  const bare = sentence.replace(/^[\s#>*_\d.)-]+(?=\p{L})/u, '').trim();
  if (introduces.test(bare) || emphasized.test(sentence.trim())) return false;
  const lower = bare.toLowerCase();
  if (courtesies.some((courtesy) => courtesy.test(lower)) || saysNothingFound.test(lower))
    return false;
  const words = bare.match(/[\p{L}\p{N}_.]+/gu) ?? [];
  const telling = words.filter((word) => !isStopWord(word.toLowerCase()));
  const hasFact = sentenceFacts(sentence).length > 0;
  if (telling.length < minWords && !hasFact) return isUnspaced(bare);
  return endMark.test(bare) || hasFact || words.length > maxHeadingWords || isUnspaced(bare);
}

/** Chinese, Japanese and Thai are written without spaces, so their words cannot be counted here. */
function isUnspaced(text: string): boolean {
  return (text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu)?.length ?? 0) > 4;
}
