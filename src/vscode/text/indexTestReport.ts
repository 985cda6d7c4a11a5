import type { IndexTest } from '../../core/retrieval/quality/measureIndex.ts';

/** The result of testing an index, as Markdown. */
export function indexTestReport(
  folderName: string,
  { questions, hitAt1, hitAt5, mrr, worstFolders }: IndexTest,
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
  if (worstFolders.length === 0) return lines.join('\n');
  const rows = worstFolders.map(
    (folder) =>
      `| ${folder.folder === '' ? '(top)' : folder.folder} | ${folder.questions} | ` +
      `${percent(folder.hitAt5)} | ${folder.mrr.toFixed(2)} |`,
  );
  return [
    ...lines,
    'Folders with the worst results:',
    '',
    '| folder | questions | among the first five | mean of 1 / rank |',
    '|---|---:|---:|---:|',
    ...rows,
    '',
  ].join('\n');
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
