import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What each layer may not import; dependencies point one way (docs/architecture.md). */
const layers = [
  {
    files: ['src/core/**'],
    forbid: [
      '**/protocol/**',
      '**/node/**',
      '**/process/**',
      '**/cli/**',
      '**/vscode/**',
      '**/webview/**',
      'vscode',
      'node:*',
      'vscode-jsonrpc*',
      'node-llama-cpp',
      'hnswlib-node',
      '@xenova/transformers',
    ],
  },
  {
    files: ['src/protocol/**'],
    forbid: [
      '**/node/**',
      '**/process/**',
      '**/cli/**',
      '**/vscode/**',
      '**/webview/**',
      'vscode',
      'node:*',
    ],
  },
  {
    files: ['src/node/**'],
    forbid: ['**/process/**', '**/cli/**', '**/vscode/**', '**/webview/**', 'vscode'],
  },
  { files: ['src/process/**'], forbid: ['**/cli/**', '**/vscode/**', '**/webview/**', 'vscode'] },
  { files: ['src/cli/**'], forbid: ['**/vscode/**', '**/webview/**', 'vscode'] },
  {
    files: ['src/vscode/**'],
    forbid: ['**/node/**', '**/process/**', '**/cli/**', '**/webview/**'],
  },
  {
    files: ['webview/**'],
    forbid: ['**/node/**', '**/process/**', '**/cli/**', '**/src/vscode/**', 'vscode', 'node:*'],
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'test/fixtures/', 'test-results/'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './webview/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
      eqeqeq: 'error',
      '@typescript-eslint/max-params': ['error', { max: 4 }],
      'max-len': [
        'error',
        {
          code: 100,
          ignoreUrls: true,
          // An import of a single name cannot be broken; nor can a text of the interface, which is
          // one literal because that is how its translation is found.
          ignorePattern: String.raw`^import |^\s*(?:\w+\()?(?:'[^']*'|"[^"]*")\)?,?$`,
        },
      ],
    },
  },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['*.mjs', 'media/container/*.mjs', 'test/support/children/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
    rules: { ...tseslint.configs.disableTypeChecked.rules, 'no-restricted-syntax': 'off' },
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', fetch: 'readonly' },
    },
  },
  ...layers.map(({ files, forbid }) => ({
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: forbid.map((group) => ({
            group: [group],
            message: 'Against the layers: see docs/architecture.md.',
          })),
        },
      ],
    },
  })),
);
