/**
 * Replies to each list of texts from the parent with the number of them that `embed` does per
 * second, one after the other.
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
