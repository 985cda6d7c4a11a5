import type { EmbedderComparison } from '../../core/retrieval/quality/compareEmbedders.ts';
import type { IndexTest } from '../../core/retrieval/quality/measureIndex.ts';

/** The result of testing an index, as Markdown. */
export function indexTestReport(
  folderName: string,
  { questions, hitAt1, hitAt5, mrr, worstFolders, comparison }: IndexTest,
): string {
  if (questions === 0)
    return (
      `# Test of the index of ${folderName}\n\nThere are no comments or prose in this folder ` +
      'to take questions from.\n'
    );
  const lines = [
    `# Test of the index of ${folderName}`,
    '',
    `${questions} questions were taken from comments and prose in this folder and asked. Each ` +
      'has one right place.',
    '',
    `- right place first: ${percent(hitAt1)}`,
    `- right place among the first five: ${percent(hitAt5)}`,
    `- mean of 1 / rank: ${mrr.toFixed(2)}`,
    '',
  ];
  return [
    ...lines,
    ...(worstFolders.length === 0 ? [] : worstFolderLines(worstFolders)),
    ...(comparison === undefined ? [] : comparisonLines(comparison)),
  ].join('\n');
}

function worstFolderLines(worstFolders: IndexTest['worstFolders']): readonly string[] {
  const rows = worstFolders.map(
    (folder) =>
      `| ${folder.folder === '' ? '(top)' : folder.folder} | ${folder.questions} | ` +
      `${percent(folder.hitAt5)} | ${folder.mrr.toFixed(2)} |`,
  );
  return [
    'Folders with the worst results:',
    '',
    '| folder | questions | among the first five | mean of 1 / rank |',
    '|---|---:|---:|---:|',
    ...rows,
    '',
  ];
}

function comparisonLines({
  questions,
  chunks,
  isWholeFolder,
  models,
}: EmbedderComparison): readonly string[] {
  const among = isWholeFolder
    ? `all ${chunks} chunks of this folder`
    : `a sample of ${chunks} chunks of this folder`;
  return [
    'Embedding models on this machine:',
    '',
    `Each answered the same ${questions} questions by meaning alone, among ${among}. Words and ` +
      'other signs, which also rank sources, play no part, so these figures differ from those ' +
      'above. The setting `askWorkspace.index.embeddingModel` chooses a model.',
    '',
    '| model | first | among the first five | mean of 1 / rank |',
    '|---|---:|---:|---:|',
    ...models.map(
      ({ name, hitAt1, hitAt5, mrr }, index) =>
        `| ${name}${index === 0 ? ' (in use)' : ''} | ${percent(hitAt1)} | ${percent(hitAt5)} | ` +
        `${mrr.toFixed(2)} |`,
    ),
    '',
  ];
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
