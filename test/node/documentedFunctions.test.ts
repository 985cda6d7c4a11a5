import assert from 'node:assert/strict';
import { askMethods } from '../eval/askMethods.ts';
import type { KnownQuestion } from '../eval/metrics.ts';
import { TestIndex, TestWorkspace } from '../support/indexes/indexProcess.ts';

/** Functions whose doc comments are the questions; the index gets them without the comments. */
const functions: Readonly<Record<string, readonly (readonly [question: string, code: string])[]>> =
  {
    'ring.go': [
      [
        'Drops the oldest entry when the buffer is full',
        'func (r *Ring) evictOldest() {\n\tif r.size == r.capacity {\n\t\tr.buffer = r.buffer[1:]\n\t\tr.size--\n\t}\n}',
      ],
      [
        'Waits between attempts, longer after every failure',
        'func backoff(attempt int) time.Duration {\n\treturn base * time.Duration(1<<attempt)\n}',
      ],
    ],
    'src/lexer.rs': [
      [
        'Skips whitespace and comments up to the next token',
        'fn skip_trivia(&mut self) {\n    while self.peek().is_whitespace() {\n        self.advance();\n    }\n}',
      ],
      [
        'Turns an escape sequence in a string literal into its character',
        'fn unescape(sequence: &str) -> char {\n    match se' +
          "quence {\n        \"n\" => '\\n',\n        _ => '?',\n    }\n}",
      ],
    ],
    'table.c': [
      [
        'Doubles the number of buckets of the hash table',
        'static int table_grow(struct table *t)\n{\n    size_t buckets = t->bucket_count * 2;\n    return table_rehash(t, buckets);\n}',
      ],
      [
        'Releases a node and all of its children',
        'void node_free(struct node *n)\n{\n    for (int i = 0; i < n->child_count; i++)\n        node_free(n->children[i]);\n    free(n);\n}',
      ],
    ],
    'Clock.java': [
      [
        'Returns the time zone that is used to format dates',
        'public ZoneId zoneForFormatting() {\n    return formatter.getZone();\n}',
      ],
      [
        'Refuses a date before the earliest supported year',
        'private void requireSupportedYear(LocalDate date) {\n    if (date.getYear() < MIN_YEAR) throw new IllegalArgumentException();\n}',
      ],
    ],
  };

describe('functions in Go, Rust, C and Java', () => {
  it('are found by their doc comments, no worse than by a plain fusion', async () => {
    const files: Record<string, string> = {};
    const questions = Object.entries(functions).flatMap(([path, all]) => {
      let text = '';
      return all.map(([question, code], index): KnownQuestion => {
        const first = text.split('\n').length;
        text += `${code}\n\n`;
        files[path] = text;
        const span: KnownQuestion['spans'][number] = [
          path,
          first,
          first + code.split('\n').length - 1,
        ];
        return { repo: 'made', id: `${path}-${index}`, question, files: [path], spans: [span] };
      });
    });
    await using workspace = await new TestWorkspace().write(files);
    await using index = new TestIndex(workspace.base);
    await index.open(workspace.root);
    await index.client.update({ root: workspace.root, paths: [] });
    const scores = await askMethods(index.client, questions, new Map([['made', workspace.root]]), [
      'hybrid',
      'full',
    ]);
    const [hybrid, full] = [scores.hybrid?.['all'], scores.full?.['all']];
    assert.ok(full !== undefined && hybrid !== undefined);
    assert.ok(full['MRR@10'] >= 0.85, String(full['MRR@10']));
    for (const measure of ['span@5', 'span@3k'] as const)
      assert.ok(full[measure] >= hybrid[measure] && full[measure] >= 0.85, measure);
  });
});
