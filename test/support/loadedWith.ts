import { build } from 'esbuild';
import { repositoryRoot } from './paths.ts';

/**
 * The files that are loaded with an entry: all that it imports, but for `import()`. Paths are
 * relative to the repository.
 */
export async function loadedWith(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    absWorkingDir: repositoryRoot,
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'dist',
    platform: 'node',
    format: 'esm',
    splitting: true,
    external: ['vscode', 'hnswlib-node', 'onnxruntime-node'],
  });
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const { path, kind } of metafile.inputs[file]?.imports ?? [])
      if (kind !== 'dynamic-import' && path in metafile.inputs) load(path);
  };
  load(entry);
  return [...loaded];
}
