import type { Hit } from '../../../core/domain.ts';
import { sourceDrift } from '../../text/sourceDrift.ts';
import type { FileText } from '../../text/sourceDrift.ts';

/** What has happened to the sources of an answer, in order, in words. */
export interface SourceDrifts {
  readonly id: string;
  readonly drifts: readonly string[];
}

/**
 * Compares the sources of answers with their files, reading each file once.
 * @param ids of the answers.
 * @throws whatever `readFile` throws.
 */
export async function* sourceDrifts(
  ids: readonly string[],
  sourcesOf: (id: string) => readonly Hit[],
  readFile: (hit: Hit) => Promise<FileText>,
): AsyncGenerator<SourceDrifts, void, undefined> {
  const texts = new Map<string, Promise<FileText>>();
  const textOf = (hit: Hit): Promise<FileText> => {
    const file = JSON.stringify([hit.root, hit.path]);
    const text = texts.get(file) ?? readFile(hit);
    texts.set(file, text);
    return text;
  };
  for (const id of ids) {
    const drifts = await Promise.all(
      sourcesOf(id).map(async (hit) => sourceDrift(hit, await textOf(hit))),
    );
    yield { id, drifts };
  }
}
