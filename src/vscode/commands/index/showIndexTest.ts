import { Failure } from '../../../core/errors.ts';
import type { IndexService } from '../../../core/indexing/indexService.ts';
import { indexTestReport } from '../../text/indexTestReport.ts';
import type { ReadOnlyDocuments } from '../../editor/readOnlyDocuments.ts';
import type { WorkspaceIndex } from '../../index/workspaceIndex.ts';
import { withStoppableProgress } from '../withStoppableProgress.ts';
import { t } from '../../../core/texts/translate.ts';
import { wording } from '../../../core/texts/wording.ts';

/**
 * Tests each folder's index with questions taken from it, and shows how often the right place was
 * found.
 */
export async function showIndexTest(
  index: WorkspaceIndex,
  client: Pick<IndexService, 'testIndex'>,
  documents: ReadOnlyDocuments,
): Promise<void> {
  const indexed = index.reports.filter(({ state }) => state.exists);
  if (indexed.length === 0) throw new Failure('index-empty', wording('No folder is indexed yet.'));
  const reports = await withStoppableProgress(t('Testing the index'), async (signal) => {
    const texts: string[] = [];
    for (const { root, name } of indexed)
      texts.push(indexTestReport(name, await client.testIndex(root, signal)));
    return texts;
  });
  await documents.show(`${t('Index test')}.md`, reports.join('\n'));
}
