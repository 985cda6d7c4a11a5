import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, glob, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cacheFolder, repositoryRoot } from '../paths.ts';
import { throwAwayFolder } from '../throwAwayFolder.ts';

const packages = join(repositoryRoot, 'node_modules');
const sources = join(packages, 'node-llama-cpp/llama');
const libraries = join(packages, '@node-llama-cpp/linux-x64/bins/linux-x64');
const bundle = join(sources, 'gitRelease.bundle');
const buildVariable = 'ASK_WORKSPACE_BUILD_LLAMA_SERVER';

/**
 * llama.cpp's own server, of the release that node-llama-cpp contains. Only the server is compiled:
 * two minutes of processor time, once. It is linked with the package's libraries.
 * @returns the program's path, or why there is none.
 */
export async function llamaServerProgram(): Promise<{ path: string } | { missing: string }> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { missing: 'llama-server is only built on Linux x64' };
  if (!existsSync(bundle) || !existsSync(libraries))
    return { missing: `${bundle} or ${libraries} is not there` };
  const { tag } = JSON.parse(await readFile(join(sources, 'llama.cpp.info.json'), 'utf8')) as {
    tag: string;
  };
  const home = join(cacheFolder, `llama-server-${tag}`);
  const path = join(home, 'llama-server');
  if (existsSync(path)) return { path };
  if (process.env[buildVariable] !== '1')
    return { missing: `${path} is not there; ${buildVariable}=1 builds it once` };
  for (const tool of ['g++', 'git'])
    if ((await run(tool, ['--version'])).code !== 0) return { missing: `there is no ${tool}` };
  console.error(`Building llama-server ${tag} into ${home}, once, two minutes or more...`);
  await mkdir(cacheFolder, { recursive: true });
  await using staging = throwAwayFolder('building', cacheFolder);
  await build(staging.path, tag);
  for (const file of ['code', 'objects', 'interface'])
    await rm(join(staging.path, file), { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  for await (const file of glob('*', { cwd: staging.path }))
    if (file !== 'llama-server') await rename(join(staging.path, file), join(home, file));
  await rename(join(staging.path, 'llama-server'), path);
  return { path };
}

async function build(folder: string, tag: string): Promise<void> {
  const [code, objects, page] = ['code', 'objects', 'interface'].map((name) => join(folder, name));
  if (code === undefined || objects === undefined || page === undefined) throw new TypeError();
  await mkdir(objects);
  await mkdir(page);
  await must('git', ['clone', '-q', bundle, code]);
  for await (const library of glob('*.so', { cwd: libraries }))
    await copyFile(join(libraries, library), join(folder, library));
  // The pages of its web interface, which are empty here, are compiled in.
  const embed = join(objects, 'embed');
  await must('g++', ['-O1', '-std=c++17', '-o', embed, join(code, 'tools/ui/embed.cpp')]);
  await must(embed, [join(page, 'ui.cpp'), join(page, 'ui.h')]);
  const includes = [
    ...['', 'include', 'ggml/include', 'common', 'vendor', 'tools/server', 'tools/mtmd'].map(
      (name) => join(code, name),
    ),
    page,
  ].map((name) => `-I${name}`);
  const flags = ['-O1', '-std=c++17', '-DNDEBUG', '-DCPPHTTPLIB_TCP_NODELAY=1', ...includes];
  const files = [join(page, 'ui.cpp')];
  for await (const file of glob('tools/server/*.cpp', { cwd: code })) files.push(join(code, file));
  const compiled = files.map((file) => join(objects, `${basename(file)}.o`));
  for (const [index, file] of files.entries())
    await must('g++', ['-c', ...flags, '-o', compiled[index] ?? '', file]);
  const link = [
    ...compiled,
    `-L${folder}`,
    '-l:libllama-common.so',
    `-l:libllama.${tag}.so`,
    `-l:libggml.${tag}.so`,
    '-l:libggml-base.so',
    '-lpthread',
    '-Wl,-rpath,$ORIGIN',
  ];
  // No library of the package has the functions for pictures (mtmd). Text models call only their
  // set-up and clean-up, so functions that do nothing take their place.
  const tried = await run('g++', ['-o', join(objects, 'tried'), ...link, '-Wl,--no-demangle']);
  const missing = [...tried.errors.matchAll(/undefined reference to .(\w+)/g)].map(([, it]) => it);
  const stubs = join(objects, 'stubs.s');
  await writeFile(
    stubs,
    [
      '.text',
      ...[...new Set(missing)].flatMap((name) => [`.globl ${name}`, `${name}:`]),
      ' mov %rdi,%rax',
      ' ret',
      '.section .note.GNU-stack,"",@progbits',
      '',
    ].join('\n'),
  );
  await must('g++', ['-o', join(folder, 'llama-server'), stubs, ...link]);
}

/** Politely, because others use the machine. */
async function run(
  program: string,
  args: readonly string[],
): Promise<{ code: number; errors: string }> {
  const child = spawn('nice', ['-n', '10', program, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (data: Buffer) => {
    errors += data.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 128, errors };
}

async function must(program: string, args: readonly string[]): Promise<void> {
  const { code, errors } = await run(program, args);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${errors.slice(-2000)}`);
}
