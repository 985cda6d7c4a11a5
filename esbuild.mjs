import { build, context } from 'esbuild';
import { chmod, copyFile, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { asciiOnly } from './packaging/asciiOnly.ts';
import { joinStart } from './packaging/joinStart.ts';
import { syntaxLanguages } from './src/core/chunking/syntax/syntaxLanguages.ts';
import { settingPrefix, settingsSchema } from './src/core/settings/settingsSchema.ts';

/**
 * Builds everything that ships into dist/: `node esbuild.mjs [--watch]`. All are ES modules, since
 * node-llama-cpp is one, but for the webview page, which is one script.
 */

const root = import.meta.dirname;
const dist = join(root, 'dist');
const watch = process.argv.includes('--watch');

/**
 * Packages with native binaries find them beside their own files, so they stay in node_modules
 * (.vscodeignore names them).
 */
const nativePackages = ['node-llama-cpp', 'hnswlib-node', 'onnxruntime-node'];

const common = {
  bundle: true,
  metafile: true,
  absWorkingDir: root,
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
  legalComments: 'linked',
};

/** CommonJS dependencies inside an ES module call `require` for Node's own modules. */
const requireInModules =
  "import { createRequire as createRequireForBundle } from 'node:module'; const require = " +
  'createRequireForBundle(import.meta.url);';

/**
 * The settings as `package.json` declares them when this build starts, without their descriptions.
 * The rest of that file, which is most of it, is for the editor alone.
 */
const settingsAsBuilt = {
  name: 'settings-as-built',
  setup({ onLoad }) {
    const declared = JSON.stringify(settingsSchema, (key, value) =>
      /descriptions?$/i.test(key) ? undefined : value,
    );
    onLoad({ filter: /[\\/]settingsSchema\.ts$/ }, () => ({
      contents:
        `export const settingPrefix = ${JSON.stringify(settingPrefix)};\n` +
        `export const settingsSchema = ${declared};`,
    }));
  },
};

const nodeModule = (entry, name, firstLine = '') => ({
  ...common,
  entryPoints: { [name]: entry },
  outdir: dist,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  external: nativePackages,
  plugins: [asciiOnly],
  banner: { js: firstLine + requireInModules },
});

/**
 * What `import()` names is a file of its own, in a folder of the bundle's name: until it is needed,
 * it is neither read nor compiled, and its text is not kept in memory.
 */
const inParts = (entry, name) => ({
  ...nodeModule(entry, name),
  splitting: true,
  chunkNames: `${name}/[name]-[hash]`,
});

const bundles = [
  {
    ...inParts('src/extension.ts', 'extension'),
    external: ['vscode'],
    plugins: [settingsAsBuilt, joinStart],
  },
  nodeModule('src/cli/main.ts', 'cli', '#!/usr/bin/env node\n'),
  inParts('src/process/indexProcess.ts', 'indexProcess'),
  inParts('src/process/prepareWorker.ts', 'prepareWorker'),
  nodeModule('src/process/modelProcess.ts', 'modelProcess'),
  {
    ...common,
    entryPoints: ['webview/main.ts'],
    outfile: join(dist, 'webview/main.js'),
    platform: 'browser',
    format: 'iife',
    target: 'chrome130',
    minify: !watch,
    assetNames: '[name]',
    loader: { '.ttf': 'file' },
  },
];

/** Files that are read at run time as they are. */
const grammars = [...new Set(Object.values(syntaxLanguages).map(({ grammar }) => grammar))];
const copies = [
  ['node_modules/web-tree-sitter/web-tree-sitter.wasm', 'grammars/web-tree-sitter.wasm'],
  ...grammars.map((name) => [
    `node_modules/@vscode/tree-sitter-wasm/wasm/${name}.wasm`,
    `grammars/${name}.wasm`,
  ]),
];

/** What pdf.js reads for a document that does not carry its own fonts. */
const folderCopies = [
  ['node_modules/pdfjs-dist/cmaps', 'pdf/cmaps'],
  ['node_modules/pdfjs-dist/standard_fonts', 'pdf/standard_fonts'],
];

/** Names of parts contain a hash, so a build does not overwrite those of the last one. */
async function removeParts() {
  for (const { chunkNames } of bundles)
    if (chunkNames !== undefined)
      await rm(join(dist, dirname(chunkNames)), { recursive: true, force: true });
}

async function copyAssets() {
  for (const [from, to] of folderCopies)
    await cp(join(root, from), join(dist, to), { recursive: true });

  for (const [from, to] of copies) {
    await mkdir(dirname(join(dist, to)), { recursive: true });
    await copyFile(join(root, from), join(dist, to));
  }
}

/** Names the packages in dist/ by their folders; packaging credits them. */
async function listPackages(inputs) {
  const copied = [...copies, ...folderCopies].map(([from]) => from);
  const folders = [...inputs, ...copied].flatMap(
    (path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path) ?? [],
  );
  await writeFile(join(dist, 'packages.json'), JSON.stringify([...new Set(folders)].sort()));
}

await removeParts();
await copyAssets();
if (watch) {
  const contexts = await Promise.all(
    bundles.map((options) => context({ ...options, logLevel: 'info' })),
  );
  await Promise.all(contexts.map((one) => one.rebuild()));
  await Promise.all(contexts.map((one) => one.watch()));
  // .vscode/tasks.json waits for this line before it starts the editor.
  console.log('esbuild: watching');
} else {
  const built = await Promise.all(bundles.map((options) => build(options)));
  await listPackages(built.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
}
await chmod(join(dist, 'cli.js'), 0o755);
