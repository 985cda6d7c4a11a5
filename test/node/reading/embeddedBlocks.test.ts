import assert from 'node:assert/strict';
import { embeddedBlocks } from '../../../src/core/chunking/outline/embeddedBlocks.ts';
import { createLineChunker } from '../../../src/node/reading/lineChunker.ts';

const component = `<script setup lang="ts">
import { ref } from 'vue';

const count = ref(0);

/** Adds to the count, but never more than the limit that the shop has set for one person. */
function increment(by: number): number {
  if (by < 0) throw new RangeError('The count of an item in the cart cannot become smaller here.');
  count.value = Math.min(count.value + by, Number(import.meta.env.VITE_MAX_ITEMS_OF_ONE_KIND));
  return count.value;
}

/** Takes everything out of the cart and tells the server, which may have changed the prices. */
async function clear(): Promise<void> {
  const response = await fetch('/api/cart', { method: 'DELETE', credentials: 'same-origin' });
  if (!response.ok) throw new Error('The cart could not be cleared: ' + response.statusText);
  count.value = 0;
}
</script>

<template>
  <section class="cart" aria-labelledby="cart-title">
    <h2 id="cart-title">Your cart has {{ count }} items, which are kept for you until tonight</h2>
    <button type="button" class="cart-button" @click="increment(1)">One more of these</button>
    <button type="button" class="cart-button" @click="clear()">Remove everything from it</button>
  </section>
</template>

<style scoped>
.cart-button {
  padding: 0.5rem 1rem;
  border-radius: 0.25rem;
  background: var(--color-of-the-shop);
  transition: background-color 120ms ease-in-out;
}
.cart-button:focus-visible {
  outline: 2px solid var(--color-of-the-focus);
  outline-offset: 2px;
  background: var(--color-of-the-shop-lighter);
}
</style>`.split('\n');

describe('embeddedBlocks', () => {
  it('finds scripts and styles with their languages', () => {
    assert.deepEqual(embeddedBlocks(component, 'vue'), [
      { start: 1, end: 17, language: 'typescript' },
      { start: 29, end: 39, language: 'css' },
    ]);
  });

  it('does not take data, or tags inside other languages, for a script', () => {
    const data = ['<script type="application/json">', '{}', '</script>'];
    assert.deepEqual(embeddedBlocks(data, 'html'), []);
    assert.deepEqual(embeddedBlocks(component, 'typescript'), []);
  });

  it('reads an unclosed block to the end of the file', () => {
    assert.deepEqual(embeddedBlocks(['<p>', '<script>', 'go();'], 'svelte'), [
      { start: 2, end: 2, language: 'javascript' },
    ]);
  });
});

for (const language of ['vue', 'svelte', 'html'])
  describe(`a ${language} file`, () => {
    it('gives each function of its script a chunk, and cuts between blocks', async () => {
      const { chunks } = await createLineChunker()(component, language, (startLine, endLine) => ({
        kind: 'lines',
        startLine,
        endLine,
      }));
      for (const name of ['increment', 'clear']) {
        const own = chunks.filter(({ symbol }) => symbol === name);
        assert.equal(own.length, 1, name);
        assert.match(own[0]!.text, new RegExp(`function ${name}`));
      }
      // A few lines of a page before its first heading may share a chunk with a script.
      for (const { text } of language === 'html' ? [] : chunks) {
        assert.ok(!(text.includes('</script>') && text.includes('<template>')), text);
        assert.ok(!(text.includes('</template>') && text.includes('<style')), text);
      }
    });
  });
