import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../support/paths.ts';
import { answerTexts } from './answerTexts.ts';

/**
 * The peer: @xenova/transformers 2.17.2 as its README uses it, one text at a time. It is installed
 * on first use, since only this measurement needs it.
 */
const [modelsFolder = ''] = process.argv.slice(2);
const folder = join(repositoryRoot, 'node_modules', '.cache', 'transformers-2.17.2');
const entry = join(folder, 'node_modules', '@xenova', 'transformers', 'src', 'transformers.js');
if (!existsSync(entry)) install();
const { env, pipeline } = (await import(pathToFileURL(entry).href)) as Library;
env.allowRemoteModels = false;
env.localModelPath = modelsFolder;
const extract = await pipeline('feature-extraction', 'Xenova/all-MiniLM-L6-v2', {
  quantized: true,
});
answerTexts((text) => extract(text, { pooling: 'mean', normalize: true }));

interface Library {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  readonly pipeline: (
    task: string,
    model: string,
    options: object,
  ) => Promise<(text: string, options: object) => Promise<unknown>>;
}

/** Without sharp, which resizes pictures and would be downloaded from outside the registry. */
function install(): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      private: true,
      dependencies: { '@xenova/transformers': '2.17.2' },
      overrides: { sharp: 'npm:empty-npm-package@1.0.0' },
    }),
  );
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
}
