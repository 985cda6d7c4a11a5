import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder, repositoryRoot } from '../paths.ts';
import { throwAwayFolder } from '../throwAwayFolder.ts';

const run = promisify(execFile);

const version = '0.3.36';
/** Of the llama.cpp that this version is for, the structures are those of this release. */
const fittingTag = 'v0.4.0';
/** What its server needs: the extra `server`, without compiling anything. */
const dependencies = [
  ...['uvicorn>=0.22', 'fastapi>=0.100', 'pydantic-settings>=2.0.1', 'sse-starlette>=1.6.1'],
  ...['starlette-context>=0.3.6,<0.4', 'PyYAML>=5.1', 'numpy>=1.20', 'diskcache>=5.6.1'],
  ...['jinja2>=2.11.3', 'typing-extensions>=4.5'],
];
const packages = join(repositoryRoot, 'node_modules');
const libraries = join(packages, '@node-llama-cpp/linux-x64/bins/linux-x64');

/**
 * llama-cpp-python from PyPI with its OpenAI-compatible server, once. Its own llama.cpp is not
 * compiled: the libraries of node-llama-cpp take its place.
 * @returns the folder to import it from, or why there is none.
 */
export async function unpackLlamaCppPython(): Promise<{ path: string } | { missing: string }> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { missing: 'llama-cpp-python is only tried on Linux x64' };
  if (!existsSync(libraries)) return { missing: `${libraries} is not there` };
  const { tag } = JSON.parse(
    await readFile(join(packages, 'node-llama-cpp/llama/llama.cpp.info.json'), 'utf8'),
  ) as { tag: string };
  if (tag !== fittingTag)
    return { missing: `llama-cpp-python ${version} fits llama.cpp ${fittingTag}, not ${tag}` };
  const path = join(cacheFolder, `llama-cpp-python-${version}`);
  if (!existsSync(path)) {
    await using staging = throwAwayFolder('unpacking', cacheFolder);
    const whole = join(staging.path, 'whole');
    try {
      await unpack(staging.path, whole);
    } catch (error) {
      const [why = ''] = String(error).split('\n');
      return { missing: `llama-cpp-python ${version} cannot be had from PyPI: ${why}` };
    }
    await rename(whole, path);
  }
  await linkLibraries(join(path, 'llama_cpp/lib'), tag);
  return { path };
}

async function unpack(folder: string, whole: string): Promise<void> {
  const pip = (...args: readonly string[]) => run('python3', ['-m', 'pip', '-q', ...args]);
  await pip('download', '--no-deps', '-d', folder, `llama-cpp-python==${version}`);
  const name = `llama_cpp_python-${version}`;
  const archive = join(folder, `${name}.tar.gz`);
  await run('tar', ['-xzf', archive, '-C', folder, `${name}/llama_cpp`]);
  await rm(archive);
  await pip('install', '--only-binary=:all:', '--target', whole, ...dependencies);
  await rename(join(folder, name, 'llama_cpp'), join(whole, 'llama_cpp'));
}

/**
 * Under the names that it loads them by, and under their own. Anew each time: another checkout may
 * have linked its own, and be gone.
 */
async function linkLibraries(folder: string, tag: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for await (const file of glob('*.so', { cwd: libraries }))
    await symlink(join(libraries, file), join(folder, basename(file)));
  for (const name of ['libllama', 'libggml'])
    await symlink(join(libraries, `${name}.${tag}.so`), join(folder, `${name}.so`));
}
