import type { EmbedderComparison } from '../../core/retrieval/quality/compareEmbedders.ts';
import type { IndexTest } from '../../core/retrieval/quality/measureIndex.ts';
import { t } from '../../core/texts/translate.ts';

/** The result of testing an index, as Markdown. */
export function indexTestReport(
  folderName: string,
  { questions, hitAt1, hitAt5, mrr, worstFolders, comparison }: IndexTest,
): string {
  const title = `# ${t('Test of the index of {folderName}', { folderName })}`;
  if (questions === 0)
    return [
      title,
      '',
      t('There are no comments or prose in this folder to take questions from.'),
      '',
    ].join('\n');
  const lines = [
    title,
    '',
    t(
      '{questions} questions were taken from comments and prose in this folder and asked. Each has one right place.',
      { questions },
    ),
    '',
    `- ${t('right place first')}: ${percent(hitAt1)}`,
    `- ${t('right place among the first five')}: ${percent(hitAt5)}`,
    `- ${t('mean of 1 / rank')}: ${mrr.toFixed(2)}`,
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
      `| ${folder.folder === '' ? t('(top)') : folder.folder} | ${folder.questions} | ` +
      `${percent(folder.hitAt5)} | ${folder.mrr.toFixed(2)} |`,
  );
  return [
    t('Folders with the worst results:'),
    '',
    tableHead(t('folder'), t('questions'), t('among the first five'), t('mean of 1 / rank')),
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
    ? t('all {chunks} chunks of this folder', { chunks })
    : t('a sample of {chunks} chunks of this folder', { chunks });
  return [
    t('Embedding models on this machine:'),
    '',
    t('Each answered the same {questions} questions by meaning alone, among {among}.', {
      questions,
      among,
    }),
    t(
      'Words and other signs, which also rank sources, play no part, so these figures differ from those above.',
    ),
    t('The setting `askWorkspace.index.embeddingModel` chooses a model.'),
    '',
    tableHead(t('model'), t('first'), t('among the first five'), t('mean of 1 / rank')),
    '|---|---:|---:|---:|',
    ...models.map(
      ({ name, hitAt1, hitAt5, mrr }, index) =>
        `| ${index === 0 ? t('{name} (in use)', { name }) : name} | ${percent(hitAt1)} | ` +
        `${percent(hitAt5)} | ${mrr.toFixed(2)} |`,
    ),
    '',
  ];
}

function tableHead(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
