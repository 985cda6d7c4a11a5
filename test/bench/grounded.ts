import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { GenerateRequest, PromptSource } from '../../src/core/ports/generation.ts';
import { modelRuntime } from '../../src/node/children/modelRuntime.ts';
import { generateAnswer } from '../../src/node/llama/llamaAnswer.ts';
import { loadModel } from '../../src/node/llama/llamaLoadedModel.ts';
import { startLlama } from '../../src/node/llama/llamaRuntime.ts';
import { parseQuestions } from '../eval/metrics.ts';
import type { KnownQuestion } from '../eval/metrics.ts';
import { usedProcessorMs } from '../support/usedProcessorMs.ts';
import { defaultDecoding } from '../support/models/modelProcess.ts';
import { groundedTable, judge } from './groundedFacts.ts';
import type { JudgedAnswer } from './groundedFacts.ts';

/**
 * What grounded decoding changes:
 * `npm run bench:grounded -- MODEL.gguf QUESTIONS.jsonl FOLDER... [--questions N] [--answers]`.
 * Each question is answered twice from the lines that answer it, free and grounded. The folders are
 * named like the repositories that the questions name; N questions are taken from all of them in
 * turn. `--answers` prints the answers too.
 */
const {
  values,
  positionals: [modelPath, questionsFile, ...folders],
} = parseArgs({
  allowPositionals: true,
  options: {
    questions: { type: 'string', default: '40' },
    answers: { type: 'boolean', default: false },
  },
});
if (modelPath === undefined || questionsFile === undefined || folders.length === 0) {
  console.error(
    'Usage: npm run bench:grounded -- MODEL.gguf QUESTIONS.jsonl FOLDER... [--questions N] ' +
      '[--answers]',
  );
  process.exit(2);
}
// Runs the model in this process, as the model process does.
if (!process.env['GLIBC_TUNABLES']?.includes('hugetlb')) {
  process.exit(
    spawnSync(process.execPath, process.argv.slice(1), {
      env: modelRuntime('').env,
      stdio: 'inherit',
    }).status ?? 1,
  );
}

const sourcesPerQuestion = 3;
const linesPerSource = 30;
const neverStopped = new AbortController().signal;
const roots = new Map(folders.map((folder) => [basename(resolve(folder)), resolve(folder)]));
const all = parseQuestions(readFileSync(questionsFile, 'utf8')).filter(
  ({ repo, spans }) => roots.has(repo) && spans.length > 0,
);
const questions = inTurn(all).slice(0, Number(values.questions));
const runtime = await startLlama(() => undefined);
const loaded = await loadModel(runtime, { path: modelPath, contextSize: 2048, threads: 1 });
const judged: Record<'free' | 'grounded', JudgedAnswer[]> = { free: [], grounded: [] };
for (const [index, question] of questions.entries()) {
  const sources = sourcesOf(question);
  const ask = async (grounded: boolean, maxTokens: number): Promise<JudgedAnswer> => {
    const request: GenerateRequest = {
      question: question.question,
      sources,
      history: [],
      budgetTokens: 900,
      decoding: { ...defaultDecoding, grounded, maxTokens },
    };
    const startedMs = usedProcessorMs();
    const generation = await generateAnswer(
      loaded,
      { request, loadMs: 0 },
      () => undefined,
      neverStopped,
    );
    return judge(request, generation, usedProcessorMs() - startedMs);
  };
  await ask(false, 1); // reads the prompt, so that both runs find it in memory
  for (const grounded of index % 2 === 0 ? [false, true] : [true, false]) {
    const answer = await ask(grounded, 96);
    judged[grounded ? 'grounded' : 'free'].push(answer);
    if (values.answers)
      console.log(`${question.id} ${grounded ? 'grounded' : 'free'}: ${JSON.stringify(answer)}\n`);
  }
  console.error(`${index + 1} of ${questions.length}`);
}
console.table(groundedTable(judged.free, judged.grounded));
await loaded.dispose();
await runtime.llama.dispose();

/** The lines that answer a question, as sources. */
function sourcesOf({ repo, spans }: KnownQuestion): readonly PromptSource[] {
  return spans.slice(0, sourcesPerQuestion).map(([path, first, last], index) => {
    const end = Math.min(last, first + linesPerSource - 1);
    const lines = readFileSync(join(roots.get(repo) ?? '', path), 'utf8').split('\n');
    return {
      number: index + 1,
      label: `${path}:${first}-${end}`,
      text: lines.slice(first - 1, end).join('\n'),
    };
  });
}

/** One from each repository, then the next from each. */
function inTurn(list: readonly KnownQuestion[]): readonly KnownQuestion[] {
  const turns = new Map<string, number>();
  return list
    .map((question) => {
      const turn = turns.get(question.repo) ?? 0;
      turns.set(question.repo, turn + 1);
      return { question, turn };
    })
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ question }) => question);
}
