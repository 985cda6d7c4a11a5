import assert from 'node:assert/strict';
import { chatPages } from './chatPages.ts';
import type { OpenedChat } from './openChat.ts';
import { absentChatModel, answered, chat as chatWith, entry, indexing } from './sampleChats.ts';

describe('accessibility of the chat page', () => {
  const open = chatPages();

  it('is usable by keyboard alone, with every stop named and its focus visible', async () => {
    const opened = await open(
      chatWith({ entries: [answered], chatModel: absentChatModel, index: indexing.index }),
    );
    await opened.page.keyboard.press('Tab');
    const stops: string[] = [];
    for (let stop = await focus(opened); stop !== null; stop = await focus(opened)) {
      assert.ok(stop.outlined, `${stop.name} shows no focus`);
      stops.push(stop.name);
      await opened.page.keyboard.press('Tab');
    }
    const wanted = [
      'Why these?',
      'src/flask/app.py:879-902',
      'Hide lines of app.py:879-902',
      'Lines of app.py:879-902',
      'src/flask/ctx.py:361-371',
      'Show lines of lifecycle.rst:48-63',
      'Source 2: src/flask/ctx.py:361-371',
      'Source 1: src/flask/app.py:879-902',
      'Copy answer',
      'Insert as notes',
      'Ask again',
      'Details',
      'Pause indexing',
      'Cancel indexing',
      'Ask beyond src/flask/',
      'Question',
      'No chat model',
      'Wording',
    ];
    let position = -1;
    for (const name of wanted) {
      const next = stops.indexOf(name, position + 1);
      assert.ok(
        next > position,
        `${name} is not reached after ${stops[position] ?? 'the start'}: ${stops.join(' | ')}`,
      );
      position = next;
    }
  });

  /**
   * The focused element, even within a component, and whether the focus is visible; null if it has
   * left the page.
   */
  async function focus({ page }: OpenedChat): Promise<{ name: string; outlined: boolean } | null> {
    return page.evaluate(`(() => {
      const outer = document.activeElement;
      if (outer === document.body) return null;
      const inner = outer.shadowRoot?.activeElement ?? outer;
      const name = outer.getAttribute('aria-label') ?? outer.innerText.trim();
      const { outlineStyle } = getComputedStyle(inner);
      const makeProbe = () => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.className = 'focus-colour';
        probe.style.color = 'var(--vscode-focusBorder)';
        return probe;
      };
      const probe = document.querySelector('.focus-colour') ?? makeProbe();
      const composer = inner.closest('.composer');
      const framed = composer &&
        getComputedStyle(composer).borderColor === getComputedStyle(probe).color;
      return { name, outlined: outlineStyle !== 'none' || Boolean(framed) };
    })()`);
  }

  it('keeps borders and marks in forced colours', async () => {
    const opened = await open(chatWith({ entries: [answered] }), { forcedColors: 'active' });
    const style = (selector: string, property: string): Promise<string> =>
      opened.page.evaluate(`getComputedStyle(document.querySelector('${selector}')).${property}`);
    for (const selector of ['.source', '.composer', '.badge'])
      assert.equal(await style(selector, 'borderTopStyle'), 'solid', selector);
    assert.notEqual(
      await style('.source mark', 'backgroundColor'),
      await style('.source', 'backgroundColor'),
    );
  });

  it('does not animate if reduced motion is preferred', async () => {
    const opened = await open(chatWith({ entries: [entry({ phase: 'loading' })] }));
    await opened.page.emulateMedia({ reducedMotion: 'reduce' });
    assert.deepEqual(
      await opened.page.evaluate(
        'document.getAnimations().filter((animation) => ' +
          'animation.effect.getComputedTiming().duration > 0).map((animation) => ' +
          'animation.effect.target.outerHTML)',
      ),
      [],
    );
  });
});
