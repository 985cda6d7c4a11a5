import { build } from 'esbuild';
import type { Metafile, Plugin } from 'esbuild';
import { basename, dirname, join, relative, resolve } from 'node:path';

/**
 * For a build of one entry with `splitting`. esbuild makes a file of whatever the same `import()`s
 * share, so the entry imports dozens, and finding and linking them takes longer than running their
 * code. This joins all that is loaded with the entry to `start.js`, beside the files that
 * `import()` loads. They take from it what they share with it, so every module has one copy of its
 * state.
 */
export const joinStart: Plugin = {
  name: 'join-start',
  setup(split) {
    const { absWorkingDir: root = '', outdir = '', chunkNames = '' } = split.initialOptions;
    const options = { ...split.initialOptions, splitting: false };
    Object.assign(split.initialOptions, inMemory);
    split.onEnd(async ({ metafile, outputFiles = [] }) => {
      if (metafile === undefined) return;
      const outputs = Object.entries(metafile.outputs);
      const joined = loadedWithEntry(metafile);
      const start = join(outdir, dirname(chunkNames), 'start.js');
      // Nothing loads the other joined files by name.
      const named = outputs.flatMap(([name, { entryPoint }]) =>
        entryPoint === undefined && joined.has(name) ? [] : [resolve(root, name)],
      );
      await build({
        ...options,
        // They are read from memory.
        allowOverwrite: true,
        entryPoints: [start, ...named].map((file) => ({
          in: file,
          out: relative(outdir, file).replace(/\.js$/, ''),
        })),
        plugins: [
          fromBuilt({
            root,
            start,
            texts: new Map(outputFiles.map(({ path, text }) => [path, text])),
            joined: new Map(
              outputs.flatMap(([name, { exports }]) =>
                joined.has(name) ? [[resolve(root, name), exports]] : [],
              ),
            ),
          }),
        ],
      });
    });
  },
};

/** A source map inside its file leads from the joined files back to the sources. */
const inMemory = { write: false, metafile: true, sourcemap: 'inline', banner: {} } as const;

/** The entry and all that it imports, but for `import()`. */
function loadedWithEntry({ outputs }: Metafile): ReadonlySet<string> {
  const later = new Set(
    Object.values(outputs).flatMap(({ imports }) =>
      imports.flatMap(({ kind, path }) => (kind === 'dynamic-import' ? [path] : [])),
    ),
  );
  const loaded = new Set<string>();
  const load = (name: string): void => {
    if (loaded.has(name)) return;
    loaded.add(name);
    for (const { path, kind } of outputs[name]?.imports ?? [])
      if (kind === 'import-statement' && path in outputs) load(path);
  };
  for (const [name, { entryPoint }] of Object.entries(outputs))
    if (entryPoint !== undefined && !later.has(name)) load(name);
  return loaded;
}

/** Files by absolute path. */
interface BuiltFiles {
  readonly root: string;
  readonly start: string;
  readonly texts: ReadonlyMap<string, string>;
  /** What `start` joins, each file with the names that it exports. */
  readonly joined: ReadonlyMap<string, readonly string[]>;
}

/** To every file but `start`, a joined file only passes on what `start` exports. */
function fromBuilt({ root, start, texts, joined }: BuiltFiles): Plugin {
  const nameInStart = (file: string, name: string): string =>
    `${basename(file, '.js').replaceAll('-', '_')}_${name}`;
  const exporting = (names: readonly string[], file: string): string =>
    `export { ${names.join(', ')} } from ${JSON.stringify(file)};`;
  const startText = Array.from(joined, ([file, names]) =>
    exporting(
      names.map((name) => `${name} as ${nameInStart(file, name)}`),
      file,
    ),
  ).join('\n');
  const passedOn = (file: string): string =>
    exporting(
      joined.get(file)?.map((name) => `${nameInStart(file, name)} as ${name}`) ?? [],
      start,
    );
  return {
    name: 'from-built',
    setup(joining) {
      joining.onResolve({ filter: /^[./]|^\w:/ }, ({ path, kind, importer: from, namespace }) => {
        const importer = resolve(root, from);
        const file = resolve(dirname(importer), path);
        const inStart = namespace === 'file' && (importer === start || joined.has(importer));
        if (joined.has(file) && kind !== 'dynamic-import')
          return inStart ? { path: file } : { path: relative(root, file), namespace: 'passed-on' };
        if (kind === 'entry-point') return { path: file };
        const folder = dirname(inStart ? start : importer);
        return { path: `./${relative(folder, file).replaceAll('\\', '/')}`, external: true };
      });
      joining.onLoad({ filter: /.*/, namespace: 'passed-on' }, ({ path }) => ({
        contents: passedOn(resolve(root, path)),
      }));
      joining.onLoad({ filter: /.*/ }, ({ path }) => ({
        contents: path === start ? startText : (texts.get(path) ?? ''),
      }));
    },
  };
}
