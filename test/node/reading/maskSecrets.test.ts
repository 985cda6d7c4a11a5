import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, dirname } from 'node:path';
import fc from 'fast-check';
import { lintSource } from '@secretlint/core';
import { creator as preset } from '@secretlint/secretlint-rule-preset-recommend';
import { mayHoldSecret } from '../../../src/core/chunking/skipping/secretMarkers.ts';
import { maskCharacter } from '../../../src/core/domain.ts';
import { maskSecrets } from '../../../src/node/reading/maskSecrets.ts';
import { madeUpSecrets } from '../../support/documents/madeUpSecrets.ts';
import { repositoryRoot } from '../../support/paths.ts';

/**
 * Patterns whose matches must pass further checks, real key bytes for example, which random texts
 * do not; A3T is off by default.
 */
const notAlone = ['PRIVATE KEY', 'ops_(ey', 'A3T', 'SG\\.'];

/** Assembled here so that no scanner takes this file for a leak. */
const awsSecret = ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYzzzzzzzKEA'].join('/');
const slackToken = ['xoxb', '123456789012', 'abcdefABCDEF0123'].join('-');
/** Of no service whose keys have a prefix. */
const randomKey = ['q8Zt3', 'VbN5k', 'Lw2Xs', '9RdYf', '7Hj1M'].join('');
const strongPassword = ['Xk9#m', 'P2%vL', 'q7'].join('');
const masked = (text: string): string => maskCharacter.repeat(text.length);

describe('maskSecrets', () => {
  it('replaces a token with the same number of characters, and nothing else', async () => {
    const text = `a = 1\nslack = "${slackToken}"  # bot\nb = 2\n`;
    assert.equal(
      await maskSecrets('src/bot.py', text),
      text.replace(slackToken, masked(slackToken)),
    );
  });

  it('masks the secret itself if the rule reports the start of its line', async () => {
    const text = `x = 1\naws_secret_access_key = "${awsSecret}"\n`;
    assert.equal(await maskSecrets('config.py', text), text.replace(awsSecret, masked(awsSecret)));
  });

  it('masks every copy of a secret', async () => {
    const text = `${slackToken}\n${slackToken}\n`;
    assert.equal(
      await maskSecrets('a.txt', text),
      `${masked(slackToken)}\n${masked(slackToken)}\n`,
    );
  });

  it('keeps the lines of a private key', async () => {
    const body = Array.from({ length: 8 }, (_, i) => `MI${'AbC0'.repeat(15)}${i}x`).join('\r\n');
    const key = `-----BEGIN RSA PRIVATE KEY-----\r\n${body}\r\n-----END RSA PRIVATE KEY-----`;
    const result = await maskSecrets('notes.txt', `before\r\n${key}\r\nafter`);
    assert.equal(result, `before\r\n${key.replace(/[^\r\n]/g, maskCharacter)}\r\nafter`);
  });

  it('finds a secret across the border of two windows of a large file', async () => {
    for (const before of [174_990, 199_990]) {
      const text =
        `${'x'.repeat(79)}\n`.repeat(3000).slice(0, before - 1) +
        '\n' +
        slackToken +
        '\nrest of it\n'.repeat(9000);
      assert.equal(
        await maskSecrets('big.txt', text),
        text.replace(slackToken, masked(slackToken)),
      );
    }
  });

  for (const [what, line, secret] of [
    ['an argument', `client.setApiKey('${randomKey}')`, randomKey],
    ['an attribute', `<add key="ApiKey" value="${randomKey}" />`, randomKey],
    ['an element', `<apiKey>${randomKey}</apiKey>`, randomKey],
    ['an option', `tool login --token ${randomKey} --yes`, randomKey],
    ['a query', `https://api.acme.net/v1?access_token=${randomKey}&page=1`, randomKey],
    ['a constant', `define('SECRET_KEY', '${randomKey}');`, randomKey],
    ['a header', `X-Api-Key: ${randomKey}`, randomKey],
    ['a password', `DB_PASSWORD="${strongPassword}"`, strongPassword],
  ] as const) {
    it(`masks a random value that its name calls a secret, as ${what}`, async () => {
      assert.equal(await maskSecrets('app.conf', line), line.replace(secret, masked(secret)));
    });
  }

  it('leaves obvious example credentials', async () => {
    const text = 'postgres://user:password@localhost/db and https://example.com/a:b@c';
    assert.equal(await maskSecrets('README.md', text), text);
  });
});

describe('three hundred made-up keys for sixty services', () => {
  for (const seed of [1, 2, 3]) {
    it(`are masked, at least 285 of them, and nothing beside them is (${seed})`, async () => {
      const secrets = madeUpSecrets(seed);
      assert.equal(secrets.length, 300);
      const missed: string[] = [];
      let falselyMasked = 0;
      for (const { service, line, secret } of secrets) {
        const stored = await maskSecrets('config/service.txt', line);
        if (stored.includes(secret)) missed.push(service);
        else if (stored !== line.replace(secret, masked(secret))) falselyMasked++;
      }
      assert.ok(missed.length <= 15, missed.join(', '));
      assert.ok(falselyMasked <= 15, `${falselyMasked} lines are masked in other places, too`);
    });
  }

  it('are found by mistake in only one of the texts without keys', async () => {
    // secretlint takes any word after this prefix.
    const mistaken = 'token: xoxb-your-token-here';
    const texts = [
      mistaken,
      'commit 3f2a9c1b7d8e4f5061728394a5b6c7d8e9f0a1b2',
      'id: 123e4567-e89b-12d3-a456-426614174000',
      'SG.Localization.Resources, sk_buff and key-value, npm_config_registry',
      'from huggingface_hub import hf_hub_download',
      'AIza..., pypi-AgE...',
      'AccountName=devstore;AccountKey=<key>;',
      '12345678:AA and NRAK-',
      'const token = createTokenFromHeaderWithSha256(request);',
      'maxTokens: 4096, token_type: "bearer", tokenId = 123e4567-e89b-12d3-a456-426614174000',
      'API_KEY=your-api-key-goes-here-0123456789',
      'password: "the password of the user", password = Passwords.read(options2)',
      'The secret: integration/with-github-actions2/and-more/paths/2024',
      '"integrity": "sha512-yKV8pGSrPvBn3XbJmJzE3Jq0cFnJkQq1WZQ0T0Zc7yS4mQ=="',
      'Release GPG key: 9554F04D7259F04124DE6B476D5A82AC7E37093B',
      readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8'),
    ];
    const changed: string[] = [];
    for (const text of texts)
      if ((await maskSecrets('notes.txt', text)) !== text) changed.push(text);
    assert.deepEqual(changed, [mistaken]);
  });
});

describe('mayHoldSecret', () => {
  /** The patterns of the installed rules, as they are in the package. */
  const source = readFileSync(
    join(
      dirname(
        createRequire(import.meta.url).resolve(
          '@secretlint/secretlint-rule-preset-recommend/package.json',
        ),
      ),
      'module/index.js',
    ),
    'utf8',
  );
  const literals = [...new Set(source.match(/(?<=PATTERN = |[pP]attern = )\/.+\/[gimu]+(?=;)/g))];
  const find = async (content: string, filePath: string) =>
    (
      await lintSource({
        source: { filePath, content, ext: '.txt', contentType: 'text' },
        options: { config: { rules: [{ id: 'preset', rule: preset }] } },
      })
    ).messages.length > 0;

  for (const literal of literals) {
    it(`is true for what ${literal.slice(0, 60)} finds`, async () => {
      let found = 0;
      await fc.assert(
        fc.asyncProperty(
          textMatching(literal),
          fc.constantFrom('a.txt', 'package.json', '.npmrc'),
          async (text, path) => {
            const content = `x "${text}" y`;
            if (!(await find(content, path))) return;
            found++;
            assert.ok(mayHoldSecret(content), content);
          },
        ),
        { numRuns: 100, seed: 1 },
      );
      assert.ok(
        found > 0 || notAlone.some((part) => literal.includes(part)),
        'none of the texts made from the pattern is a secret to the rule',
      );
    });
  }

  it('is true for an AWS key under every name that the rule knows', () => {
    for (const name of [
      'aws_secret_access_key',
      'AWS_SECRET_ACCESS_KEY',
      'SecretAccessKey',
      'secret_accesskey',
    ])
      assert.ok(mayHoldSecret(`${name} = "${awsSecret}"`));
  });

  it('knows every pattern of the installed rules', () => {
    assert.equal(literals.length, 37);
  });

  /** Texts that match a pattern, ignoring its look-arounds and with long repetitions shortened. */
  function textMatching(literal: string): fc.Arbitrary<string> {
    const pattern = literal
      .slice(1, literal.lastIndexOf('/'))
      .replace(/\(\?<?[!=](?:\\.|\[[^\]]*\]|[^()[\]])*\)|\\b/g, '')
      .replace(
        /\{(\d+),(\d+)\}/g,
        (_, least: string, most: string) =>
          `{${least},${Math.min(Number(most), Number(least) + 4)}}`,
      );
    return fc.stringMatching(new RegExp(pattern, 'u'));
  }
});
