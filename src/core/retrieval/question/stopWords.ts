/**
 * English words that say nothing about what is searched for. They stay in the index and are dropped
 * only from questions.
 */
const stopWords: ReadonlySet<string> = new Set(
  (
    'a about above after again against all also although am an and any are as at be because ' +
    'been before being below between both but by can cannot could ' +
    'did do does doing done down during each either every few for from further get gets had ' +
    'has have having he her here hers him his how however i if in into is ' +
    'it its itself just may me might more most must my no nor not of off on once only or ' +
    'other our out over own per please rather same shall she should show since so ' +
    'some such tell than that the their them then there these they this those through thus to ' +
    'too under until up upon us very was we were what when where ' +
    'whether which while who whom whose why will with within without would you your'
  ).split(' '),
);

/** @param word lower-case, not stemmed. */
export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}
