import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Hit } from '../../src/core/domain.ts';
import type { TestedParts } from '../../src/extension.ts';
import { openSource } from '../../src/vscode/editor/openSource.ts';
import { makeDocx } from '../support/documents/officeFiles.ts';
import { makePdf } from '../support/documents/pdfFiles.ts';
import { ask, startedExtension, workspaceRoot } from './extension.ts';

describe('Opening a source', () => {
  const files = {
    'manual.pdf': makePdf([
      ['The cover of the manual.'],
      ['How to wind the clock.'],
      ['The pendulum weighs eleven ounces of brass.'],
    ]),
    'minutes.docx': makeDocx(['# Minutes', 'The committee chose walnut for the shelves.']),
  };
  let parts: TestedParts;
  before(async () => {
    parts = await startedExtension();
    for (const [name, content] of Object.entries(files))
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(workspaceRoot(), name), content);
    await parts.index.update(workspaceRoot().fsPath);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const name of Object.keys(files))
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceRoot(), name));
    await parts.index.update(workspaceRoot().fsPath);
  });

  async function bestSource(question: string): Promise<Hit> {
    const { id } = await ask(parts, question);
    const hit = parts.conversation.source(id, 1);
    assert.ok(hit);
    return hit;
  }

  /** What the tab with that name shows, once it is active. */
  async function shownIn(label: string): Promise<vscode.Uri> {
    for (;;) {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      if (tab?.label === label) {
        assert.ok(
          tab.input instanceof vscode.TabInputText || tab.input instanceof vscode.TabInputCustom,
        );
        return tab.input.uri;
      }
      await new Promise<void>((resolve) => {
        const subscription = vscode.window.tabGroups.onDidChangeTabs(() => {
          subscription.dispose();
          resolve();
        });
      });
    }
  }

  it('of a PDF opens the file and passes the page to the PDF viewer', async () => {
    const hit = await bestSource('How many ounces does the pendulum weigh?');
    assert.deepEqual(
      [hit.path, hit.range],
      ['manual.pdf', { kind: 'page', page: 3, startLine: 1, endLine: 1 }],
    );
    await openSource(hit);
    const uri = await shownIn('manual.pdf');
    assert.deepEqual(
      [uri.fsPath, uri.fragment],
      [vscode.Uri.joinPath(workspaceRoot(), 'manual.pdf').fsPath, 'page=3'],
    );
  });

  it('of a Word file opens the file', async () => {
    const hit = await bestSource('Which wood did the committee choose?');
    assert.deepEqual([hit.path, hit.symbol], ['minutes.docx', 'Minutes']);
    await openSource(hit);
    assert.equal(
      (await shownIn('minutes.docx')).fsPath,
      vscode.Uri.joinPath(workspaceRoot(), 'minutes.docx').fsPath,
    );
  });
});
