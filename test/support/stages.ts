import { join } from 'node:path';

/**
 * One part of the test run: commands that are run in turn by this Node, each a script with its
 * arguments.
 */
export interface Stage {
  readonly name: string;
  readonly commands: readonly (readonly string[])[];
  /**
   * `tests`: the commands leave counts of tests; `check`: the stage as a whole is one check that
   * passes or fails.
   */
  readonly kind: 'tests' | 'check';
  readonly limitMinutes: number;
}

const tsc = 'node_modules/typescript/bin/tsc';
const support = (file: string): string => join('test/support', file);

/** All stages by the name that `runTests.ts` takes, in the order of a whole run. */
export const stages: readonly Stage[] = [
  {
    name: 'types',
    kind: 'check',
    limitMinutes: 8,
    commands: [
      [tsc, '-p', '.'],
      [tsc, '-p', 'src/core'],
      [tsc, '-p', 'webview'],
    ],
  },
  {
    name: 'lint',
    kind: 'check',
    limitMinutes: 8,
    commands: [
      ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'],
      ['node_modules/prettier/bin/prettier.cjs', '--check', '.'],
    ],
  },
  {
    name: 'unit',
    kind: 'tests',
    limitMinutes: 4,
    commands: [[support('mochaStage.ts'), 'test/unit/**/*.test.ts']],
  },
  {
    name: 'node',
    kind: 'tests',
    limitMinutes: 20,
    commands: [[support('mochaStage.ts'), 'test/node/**/*.test.ts']],
  },
  {
    name: 'webview',
    kind: 'tests',
    limitMinutes: 10,
    commands: [[support('mochaStage.ts'), 'test/webview/**/*.test.ts']],
  },
  {
    name: 'integration',
    kind: 'tests',
    limitMinutes: 14,
    commands: [['esbuild.mjs'], [support('integrationStage.ts')]],
  },
  {
    name: 'e2e',
    kind: 'tests',
    limitMinutes: 15,
    commands: [
      ['packaging/main.ts'],
      [support('mochaStage.ts'), '--timeout', '120000', 'test/e2e/**/*.test.ts'],
    ],
  },
  {
    name: 'long',
    kind: 'tests',
    limitMinutes: 45,
    commands: [[support('mochaStage.ts'), '--timeout', '1800000', 'test/long/**/*.test.ts']],
  },
  {
    name: 'packages',
    kind: 'tests',
    limitMinutes: 45,
    commands: [[support('mochaStage.ts'), '--timeout', '1800000', 'test/packages/**/*.test.ts']],
  },
  {
    name: 'container',
    kind: 'tests',
    limitMinutes: 45,
    commands: [[support('mochaStage.ts'), '--timeout', '1800000', 'test/container/**/*.test.ts']],
  },
];

const onRequest: ReadonlySet<string> = new Set(['long', 'packages', 'container']);

/** What `npm test` runs: all but what takes long. */
export const usualStages: readonly string[] = stages
  .map(({ name }) => name)
  .filter((name) => !onRequest.has(name));
