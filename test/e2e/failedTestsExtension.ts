import { createVSIX } from '@vscode/vsce';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the failed test says, and where. */
export interface FailedTest {
  /** Path within the workspace folder. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly name: string;
  /** VS Code lists two or more below the test, and a single one beside it. */
  readonly messages: readonly string[];
}

/**
 * Packs an extension as those of test runners are. Its tests fail whenever they are run.
 * @param folder an empty one.
 * @returns the path of the .vsix.
 */
export async function packFailedTests(
  folder: string,
  failed: readonly FailedTest[],
): Promise<string> {
  const manifest = {
    name: 'failed-test',
    publisher: 'test',
    version: '1.0.0',
    license: 'MIT',
    engines: { vscode: '^1.111.0' },
    main: 'main.js',
    activationEvents: ['onStartupFinished'],
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'main.js'), source(failed));
  await writeFile(join(folder, '.vscodeignore'), '*.vsix');
  const packagePath = join(folder, 'failed-test.vsix');
  await createVSIX({
    cwd: folder,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
  });
  return packagePath;
}

function source(failed: readonly FailedTest[]): string {
  return `const vscode = require('vscode');
exports.activate = () => {
  const [folder] = vscode.workspace.workspaceFolders;
  const tests = vscode.tests.createTestController('failed', 'Failed');
  const found = new Map();
  for (const { path, line, name, messages } of ${JSON.stringify(failed)}) {
    const test = tests.createTestItem(name, name, vscode.Uri.joinPath(folder.uri, path));
    test.range = new vscode.Range(line - 1, 0, line - 1, 0);
    const location = new vscode.Location(test.uri, test.range);
    tests.items.add(test);
    found.set(test, messages.map((text) =>
      Object.assign(new vscode.TestMessage(text), { location })));
  }
  tests.createRunProfile('Run', vscode.TestRunProfileKind.Run, (request) => {
    const run = tests.createTestRun(request);
    for (const [test, messages] of found) run.failed(test, messages);
    run.end();
  }, true);
};
`;
}
