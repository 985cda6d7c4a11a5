import { join } from 'node:path';

/**
 * One part of the test run: commands that this Node runs in turn, each a script with its arguments.
 */
export interface Stage {
  readonly name: string;
  readonly commands: readonly (readonly string[])[];
  /**
   * `tests`: the commands write counts of tests. `check`: the whole stage is one check that passes
   * or fails.
   */
  readonly kind: 'tests' | 'check';
  readonly limitMinutes: number;
}

const tsc = 'node_modules/typescript/bin/tsc';
const support = (file: string): string => join('test/support', file);

/** All stages by the names that `runTests.ts` accepts, in the order of a full run. */
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
    limitMinutes: 26,
    commands: [[support('mochaStage.ts'), 'test/node/**/*.test.ts']],
  },
  {
    name: 'webview',
    kind: 'tests',
    limitMinutes: 15,
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
    limitMinutes: 20,
    commands: [['packaging/main.ts'], [support('mochaStage.ts'), 'test/e2e/**/*.test.ts']],
  },
  {
    name: 'long',
    kind: 'tests',
    limitMinutes: 45,
    commands: [[support('mochaStage.ts'), '--timeout', '1800000', 'test/long/**/*.test.ts']],
  },
  {
    name: 'airgap',
    kind: 'tests',
    limitMinutes: 25,
    commands: [
      ['packaging/main.ts'],
      [support('mochaStage.ts'), '--timeout', '600000', 'test/{long,e2e}/airGap.test.ts'],
    ],
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

const onRequest: ReadonlySet<string> = new Set(['long', 'airgap', 'packages', 'container']);

/** The stages of `npm test`: all but the slow ones. */
export const usualStages: readonly string[] = stages
  .map(({ name }) => name)
  .filter((name) => !onRequest.has(name));
