import assert from 'node:assert/strict';
import { ChatStore } from '../../../../src/vscode/chat/conversations/chatStore.ts';
import { QuestionScope } from '../../../../src/vscode/chat/question/questionScope.ts';

const flask = { root: '/work/flask', name: 'flask' };
const docs = { root: '/work/docs', name: 'docs' };

describe('the scope of questions', () => {
  it('is everything if nothing is chosen', () => {
    const scope = new QuestionScope(new ChatStore(), () => [flask, docs]);
    assert.deepEqual(scope.targets, {
      roots: [flask.root, docs.root],
      filter: { paths: [], languages: [] },
    });
  });

  it('is only the chosen folder, shown by its path', () => {
    const store = new ChatStore();
    const scope = new QuestionScope(store, () => [flask]);
    scope.set([{ root: flask.root, path: 'src/' }]);
    assert.deepEqual(scope.targets, {
      roots: [flask.root],
      filter: { paths: ['src/'], languages: [] },
    });
    assert.deepEqual(store.state.scope, ['src/']);
  });

  it('excludes other workspace folders and names the chosen one', () => {
    const store = new ChatStore();
    const scope = new QuestionScope(store, () => [flask, docs]);
    scope.set([{ root: docs.root, path: 'guide/' }]);
    assert.deepEqual(scope.targets.roots, [docs.root]);
    assert.deepEqual(store.state.scope, ['docs/guide/']);
  });

  it('is everything again when its chip is removed', () => {
    const store = new ChatStore();
    const scope = new QuestionScope(store, () => [flask]);
    scope.set([{ root: flask.root, path: 'src/' }]);
    scope.remove('src/');
    assert.deepEqual([scope.targets.filter.paths, store.state.scope], [[], []]);
  });

  it('is everything when the folder it named is closed', () => {
    let open = [flask, docs];
    const scope = new QuestionScope(new ChatStore(), () => open);
    scope.set([{ root: docs.root, path: 'guide/' }]);
    open = [flask];
    assert.deepEqual(scope.targets, { roots: [flask.root], filter: { paths: [], languages: [] } });
  });
});
