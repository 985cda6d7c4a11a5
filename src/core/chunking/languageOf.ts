/** File extensions by VS Code's language id. */
const extensions: Readonly<Record<string, string>> = {
  python: 'py pyi pyw pyx pxd wsgi bzl star',
  typescript: 'ts mts cts',
  typescriptreact: 'tsx',
  javascript: 'js mjs cjs es6',
  javascriptreact: 'jsx',
  java: 'java',
  csharp: 'cs csx',
  c: 'c',
  cpp: 'cpp cc cxx c++ h hpp hh hxx h++ inl ipp cu cuh ino',
  go: 'go',
  rust: 'rs',
  ruby: 'rb rake gemspec ru rbw podspec',
  php: 'php phtml php3 php4 php5',
  powershell: 'ps1 psm1 psd1',
  shellscript: 'sh bash zsh ksh bats ebuild',
  css: 'css',
  scss: 'scss',
  less: 'less',
  sass: 'sass',
  html: 'html htm xhtml',
  vue: 'vue',
  svelte: 'svelte',
  markdown: 'md markdown mdx mkd mdown',
  restructuredtext: 'rst rest',
  asciidoc: 'adoc asciidoc asc',
  latex: 'tex sty cls ltx',
  bibtex: 'bib',
  plaintext: 'txt text log',
  ipynb: 'ipynb',
  pdf: 'pdf',
  docx: 'docx docm dotx dotm',
  json: 'json json5 webmanifest geojson har topojson tfstate',
  jsonc: 'jsonc code-workspace',
  jsonl: 'jsonl ndjson',
  yaml: 'yml yaml',
  toml: 'toml',
  ini: 'ini cfg conf',
  properties: 'properties',
  xml:
    'xml xsd xsl xslt svg plist csproj vbproj fsproj props targets resx wsdl pom ' +
    'xliff xlf tmx gpx kml opml rss atom',
  csv: 'csv',
  tsv: 'tsv',
  sql: 'sql ddl dml',
  kotlin: 'kt kts',
  swift: 'swift',
  'objective-c': 'm',
  'objective-cpp': 'mm',
  scala: 'scala sc',
  groovy: 'groovy gradle',
  dart: 'dart',
  lua: 'lua',
  perl: 'pl pm',
  r: 'r',
  julia: 'jl',
  haskell: 'hs lhs',
  elixir: 'ex exs',
  erlang: 'erl hrl',
  clojure: 'clj cljs cljc edn',
  fsharp: 'fs fsi fsx',
  vb: 'vb',
  ocaml: 'ml mli',
  zig: 'zig',
  terraform: 'tf tfvars hcl',
  proto3: 'proto',
  graphql: 'graphql gql',
  bat: 'bat cmd',
  cmake: 'cmake',
  makefile: 'mk mak',
  diff: 'diff patch',
  pug: 'pug jade',
  handlebars: 'hbs handlebars',
  jinja: 'jinja jinja2 j2',
  razor: 'cshtml razor',
  gettext: 'po pot',
  coffeescript: 'coffee',
  dockerfile: 'dockerfile',
  viml: 'vim',
  nix: 'nix',
  solidity: 'sol',
  wgsl: 'wgsl',
  glsl: 'glsl vert frag',
  hlsl: 'hlsl hlsli fx',
  gdscript: 'gd',
  fish: 'fish',
  awk: 'awk',
  tcl: 'tcl',
  scheme: 'scm ss rkt',
  lisp: 'lisp lsp el cl',
  crystal: 'cr',
  nim: 'nim nims',
  raku: 'raku rakumod',
  nushell: 'nu',
  applescript: 'applescript',
  ada: 'adb ads',
  fortran: 'f f90 f95 f03 f08 for',
  pascal: 'pas dpr lpr',
  cobol: 'cbl cob cpy',
  d: 'd',
  v: 'vsh',
  odin: 'odin',
  elm: 'elm',
  haxe: 'hx',
  purescript: 'purs',
  verilog: 'v',
  systemverilog: 'sv svh',
  vhdl: 'vhd vhdl',
  asm: 'asm s',
  abap: 'abap',
  al: 'al',
  astro: 'astro',
  bicep: 'bicep',
  stylus: 'styl',
  prisma: 'prisma',
  thrift: 'thrift',
};

/** Languages by full file name, in lower case. */
const names: Readonly<Record<string, string>> = {
  dockerfile: 'dockerfile',
  containerfile: 'dockerfile',
  makefile: 'makefile',
  gnumakefile: 'makefile',
  'cmakelists.txt': 'cmake',
  jenkinsfile: 'groovy',
  gemfile: 'ruby',
  rakefile: 'ruby',
  podfile: 'ruby',
  vagrantfile: 'ruby',
  brewfile: 'ruby',
  fastfile: 'ruby',
  appfile: 'ruby',
  guardfile: 'ruby',
  capfile: 'ruby',
  berksfile: 'ruby',
  thorfile: 'ruby',
  dangerfile: 'ruby',
  tiltfile: 'python',
  snakefile: 'python',
  sconstruct: 'python',
  sconscript: 'python',
  wscript: 'python',
  earthfile: 'dockerfile',
  justfile: 'makefile',
  procfile: 'yaml',
  codeowners: 'ignore',
  'requirements.txt': 'pip-requirements',
  '.bashrc': 'shellscript',
  '.bash_profile': 'shellscript',
  '.profile': 'shellscript',
  '.zshrc': 'shellscript',
  '.gitignore': 'ignore',
  '.dockerignore': 'ignore',
  '.npmignore': 'ignore',
  '.askignore': 'ignore',
  '.gitattributes': 'ignore',
  '.editorconfig': 'ini',
  '.gitconfig': 'ini',
  '.pylintrc': 'ini',
  pylintrc: 'ini',
  '.npmrc': 'ini',
  '.flake8': 'ini',
  '.coveragerc': 'ini',
  pipfile: 'toml',
  '.babelrc': 'jsonc',
  '.eslintrc': 'jsonc',
  '.prettierrc': 'yaml',
  'go.mod': 'go.mod',
  'build.bazel': 'python',
  'workspace.bazel': 'python',
  'module.bazel': 'python',
};

/** Names that only count in this exact case: a file named `build` may be any script. */
const exactNames = new Map([
  ['BUILD', 'python'],
  ['WORKSPACE', 'python'],
  ['BUCK', 'python'],
]);

/** Interpreters in a `#!` line. */
const interpreters: readonly (readonly [RegExp, string])[] = [
  [/^(?:python|pypy)[\d.]*$/, 'python'],
  [/^(?:sh|bash|zsh|ksh|dash|ash|bats)$/, 'shellscript'],
  [/^(?:node|nodejs|bun)$/, 'javascript'],
  [/^(?:deno|ts-node|tsx)$/, 'typescript'],
  [/^ruby[\d.]*$/, 'ruby'],
  [/^perl[\d.]*$/, 'perl'],
  [/^php[\d.]*$/, 'php'],
  [/^(?:pwsh|powershell)$/, 'powershell'],
  [/^lua[\d.]*$/, 'lua'],
  [/^(?:Rscript|littler)$/, 'r'],
  [/^fish$/, 'fish'],
  [/^[gmn]?awk$/, 'awk'],
  [/^(?:tclsh|wish|expect)[\d.]*$/, 'tcl'],
  [/^(?:guile|racket|csi|gosh)[\d.]*$/, 'scheme'],
  [/^(?:sbcl|clisp|ecl)$/, 'lisp'],
  [/^swipl$/, 'prolog'],
  [/^julia[\d.]*$/, 'julia'],
  [/^elixir$/, 'elixir'],
  [/^escript$/, 'erlang'],
  [/^(?:runhaskell|runghc|stack)$/, 'haskell'],
  [/^(?:bb|clojure|clj)$/, 'clojure'],
  [/^ocaml$/, 'ocaml'],
  [/^groovy$/, 'groovy'],
  [/^(?:scala|scala-cli)$/, 'scala'],
  [/^kotlin$/, 'kotlin'],
  [/^dart$/, 'dart'],
  [/^crystal$/, 'crystal'],
  [/^nim$/, 'nim'],
  [/^raku$/, 'raku'],
  [/^nu$/, 'nushell'],
  [/^osascript$/, 'applescript'],
  [/^make$/, 'makefile'],
];

const byExtension = new Map(
  Object.entries(extensions).flatMap(([language, list]) =>
    list.split(' ').map((extension) => [extension, language] as const),
  ),
);
const byName = new Map(Object.entries(names));

/** The last part of a path with forward slashes. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * VS Code's language id of a file, by name, extension or `#!` line; `plaintext` if unknown.
 * @param firstLine first line of the text; empty if not known.
 */
export function languageOf(path: string, firstLine = ''): string {
  const name = nameOf(path).toLowerCase();
  const named =
    byName.get(name) ??
    (/^requirements[\w.-]*\.txt$/.test(name) ? 'pip-requirements' : undefined) ??
    (/^(?:dockerfile|makefile)\./.test(name) ? name.slice(0, name.indexOf('.')) : undefined);
  if (named !== undefined) return named;
  const dot = name.lastIndexOf('.');
  return (
    (dot >= 0 ? byExtension.get(name.slice(dot + 1)) : undefined) ??
    shebangLanguage(firstLine) ??
    exactNames.get(nameOf(path)) ??
    'plaintext'
  );
}

function shebangLanguage(firstLine: string): string | undefined {
  const interpreter = /^#!\s*(?:\S*\/env\s+(?:-\S+\s+|\w+=\S*\s+)*)?(?:\S*\/)?(\S+)/.exec(
    firstLine,
  )?.[1];
  return interpreter === undefined
    ? undefined
    : interpreters.find(([pattern]) => pattern.test(interpreter))?.[1];
}
