import { anyOf } from '../../anyOf.ts';

/**
 * How much of their penalty tests keep: hardly any if the question is about tests; more if it only
 * contains the word, which is a word like any other in a test framework.
 */
const yields = { asked: 0.125, mentioned: 0.6 };

const asksAboutTests = anyOf(
  /\bTest[A-Z]\w*|\b\w*[a-z]Tests?\b|\btest_\w+|\w_test\b/u,
  /\b(?:[Uu]nit|[Ii]ntegration|e2e|[Ee]nd-to-end|[Rr]egression|[Ff]unctional) (?:tests?|specs?)\b/u,
  /\b(?:acceptance|performance|snapshot|approval|fuzz|existing|own) (?:tests?|specs?)\b/u,
  /\b[Tt]ests? (?:suites?|class(?:es)?|functions?|methods?|cases?|helpers?|frameworks?)\b/u,
  /\b[Tt]ests? (?:modules?|files?|fixtures?|runners?|code|harness|that)\b/u,
  /\b(?:is|are|it) (?:\w+ )?(?:un)?tested\b|\b[Ii]s there (?:a|any) test\b/u,
  /\b(?:[Hh]ow|[Ww]here) (?:is|are|do|does) [^.?!]*\b(?:tests?|tested)\b/u,
  /\b(?:[Ww]hich|[Ww]hat|[Tt]he) tests?\b[^.?!]*\b(?:cover|check|guard|verif|assert|prove)/u,
  /테스트|テスト|测试|測試/u,
);
const mentionsTests = /\btest(?:s|ed|ing|suite)?\b|\bspecs?\b|\bfixtures?\b/iu;

/**
 * The factor for a test's score.
 * @param weight the factor if the question says nothing about tests.
 */
export function testPrior(question: string, weight: number): number {
  const share = asksAboutTests.test(question)
    ? yields.asked
    : mentionsTests.test(question)
      ? yields.mentioned
      : 1;
  return 1 - (1 - weight) * share;
}
