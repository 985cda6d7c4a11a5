import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Hit, Turn } from '../../core/domain.ts';

const metadataShape = v.object({
  sources: v.array(v.object({ root: v.string(), path: v.string() })),
});

/** The result of a turn, which remembers its sources for the follow-up. */
export function toResult(hits: readonly Hit[]): vscode.ChatResult {
  return { metadata: { sources: hits.map(({ root, path }) => ({ root, path })) } };
}

/** The earlier turns of a conversation with our participant. */
export function askedBefore(history: vscode.ChatContext['history']): readonly Turn[] {
  return history.flatMap((turn, index) => {
    const before = history[index - 1];
    if (
      !(turn instanceof vscode.ChatResponseTurn) ||
      !(before instanceof vscode.ChatRequestTurn) ||
      turn.result.errorDetails !== undefined
    )
      return [];
    const metadata = v.safeParse(metadataShape, turn.result.metadata);
    return [
      {
        question: before.prompt,
        answer: wordsOf(turn),
        ...(metadata.success ? { sources: metadata.output.sources } : {}),
      },
    ];
  });
}

function wordsOf({ response }: vscode.ChatResponseTurn): string {
  return response
    .map((part) => (part instanceof vscode.ChatResponseMarkdownPart ? part.value.value : ''))
    .join('');
}
