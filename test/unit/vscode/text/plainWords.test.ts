import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { literally, PlainWords } from '../../../../src/vscode/text/plainWords.ts';

const markdown = new MarkdownIt({ html: true, linkify: false });

function inPieces(text: string, size: number): string {
  const words = new PlainWords();
  let shown = '';
  for (let at = 0; at < text.length; at += size) shown += words.add(text.slice(at, at + size));
  return shown + words.finish();
}

describe("a model's words in the editor's own chat", () => {
  const hostile = [
    'See ![a picture](https://evil.example/p.png) and [this](command:workbench.action.quit).',
    'A <img src="https://evil.example/p.png"> and a <a href="command:x">link</a>.',
    '[here]\n\n[here]: command:workbench.action.quit',
    '> - [x](command:a) `code` ![y](http://evil.example)\n\n| [z](command:b) |\n|---|\n| <b>c</b> |',
    '`` ` `` ![late](http://evil.example)\n```ts\nconst a = b[0];\n```\n<script>x</script>',
  ];

  it('open no links, load nothing and hold no HTML, wherever the text is cut', () => {
    for (const text of hostile)
      for (const size of [1, 2, 5, 17, text.length]) {
        const html = markdown.render(inPieces(text, size));
        assert.doesNotMatch(html, /<(a|img|script|b)\b/, `${size}: ${html}`);
      }
  });

  it('keep brackets in code as they are', () => {
    const text = 'Use `argv[1]` [1].\n\n```ts\nconst a: Map<string, number[]> = b[0];\n```\n';
    assert.equal(
      inPieces(text, 3),
      'Use `argv[1]` \\[1\\].\n\n```ts\nconst a: Map<string, number[]> = b[0];\n```\n',
    );
  });

  it('come line by line', () => {
    const words = new PlainWords();
    assert.equal(words.add('One line [1].\nAnother'), 'One line \\[1\\].\n');
    assert.equal(words.finish(), 'Another');
  });
});

describe('text shown literally', () => {
  it('is read back as it was', () => {
    const text = '_a_ **b** `c` [d](e) <f> # g | h ~i~ \\j';
    const html = markdown.renderInline(literally(text));
    assert.equal(html, '_a_ **b** `c` [d](e) &lt;f&gt; # g | h ~i~ \\j');
  });
});
