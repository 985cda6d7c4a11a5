/**
 * Answers each list of texts that the parent sends with how many of them `embed` does a second, one
 * after the other.
 */
export function answerTexts(embed: (text: string) => Promise<unknown>): void {
  process.on('message', (texts: readonly string[]) => {
    void (async () => {
      const start = performance.now();
      for (const text of texts) await embed(text);
      process.send?.((texts.length * 1000) / (performance.now() - start));
    })();
  });
}
