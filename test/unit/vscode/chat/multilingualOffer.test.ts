import assert from 'node:assert/strict';
import type { Settings } from '../../../../src/core/settings/settings.ts';
import { parseSettings } from '../../../../src/core/settings/parseSettings.ts';
import { settingsSchema } from '../../../../src/core/settings/settingsSchema.ts';
import { LocalModelFiles } from '../../../../src/node/models/modelFiles.ts';
import { ModelRecords } from '../../../../src/node/models/modelRecords.ts';
import { MultilingualOffer } from '../../../../src/vscode/chat/multilingualOffer.ts';

const usual = parseSettings(() => undefined, settingsSchema);

/** The offer in a window with these settings and the product's own catalog. */
function offerWith(settings: Settings = usual): MultilingualOffer {
  const models = new LocalModelFiles({
    settings: () => settings,
    usualFolder: '/nowhere',
    records: new ModelRecords('/nowhere'),
  });
  return new MultilingualOffer({ settings: () => settings, models });
}

describe('the offer of a multilingual embedding model', () => {
  for (const question of ['세션은 어디에서 닫히나요?', 'セッションはどこ?', '会话在哪里?'])
    it(`appears once, under ${question}`, () => {
      const offer = offerWith();
      assert.equal(offer.under('Where is a session closed?'), null);
      const notice = offer.under(question);
      assert.match(notice?.message ?? '', /multilingual-e5-small \(135 MB\)/);
      assert.deepEqual(
        notice?.actions.map(({ id }) => id),
        ['use-multilingual-model', 'decline-multilingual-model'],
      );
      assert.equal(offer.under(question), null);
    });

  it('does not appear once it was declined', () => {
    const declined = { ...usual, models: { ...usual.models, offerMultilingual: false } };
    assert.equal(offerWith(declined).under('세션은?'), null);
  });

  it('does not appear while such a model is in use', () => {
    const inUse = { ...usual, index: { ...usual.index, embeddingModel: 'multilingual-e5-small' } };
    assert.equal(offerWith(inUse).under('세션은?'), null);
    assert.equal(offerWith().modelId, 'multilingual-e5-small');
  });
});
