import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConnectProxy } from '../../support/servers/connectProxy.ts';
import { RangeServer } from '../../support/servers/rangeServer.ts';
import { runCli } from '../../support/runCli.ts';
import type { CliResult } from '../../support/runCli.ts';
import { selfMadeCertificate } from '../../support/servers/selfMadeCertificate.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';
import type { ThrowAwayFolder } from '../../support/throwAwayFolder.ts';
import { makeScriptedModel } from '../../support/models/tinyModel.ts';

/** No machine has this name, so only the proxy leads there. */
const host = 'models.test';

describe('a download in a terminal behind a proxy', () => {
  let home: ThrowAwayFolder;
  let model: Uint8Array;
  let server: RangeServer;
  let proxy: ConnectProxy;
  let certificateFile: string;

  beforeEach(async () => {
    home = throwAwayFolder('proxy');
    const file = join(home.path, 'served.gguf');
    makeScriptedModel(file, 'Yes.');
    model = new Uint8Array(await readFile(file));
    const certificate = selfMadeCertificate(host);
    certificateFile = join(home.path, 'certificate.pem');
    await writeFile(certificateFile, certificate.cert);
    server = await RangeServer.start(model, certificate);
    proxy = await ConnectProxy.start(server.port);
  });

  afterEach(async () => {
    await proxy[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
    await home[Symbol.asyncDispose]();
  });

  function download(endpoint: string, env: NodeJS.ProcessEnv): Promise<CliResult> {
    const proxies = {
      https_proxy: proxy.url,
      http_proxy: proxy.url,
      HTTPS_PROXY: '',
      HTTP_PROXY: '',
      no_proxy: '',
      NO_PROXY: '',
      NODE_EXTRA_CA_CERTS: certificateFile,
    };
    return runCli(
      [
        'models',
        'download',
        'hf:owner/repository/tiny.gguf',
        '--set',
        `models.endpoint=${endpoint}`,
      ],
      home.path,
      { ...proxies, ...env },
    );
  }

  it('uses it to reach a host whose certificate the environment trusts', async () => {
    const { code, stdout, stderr } = await download(`https://${host}`, {});
    assert.equal(code, 0, stderr);
    assert.deepEqual(proxy.targets, [`${host}:443`]);
    assert.deepEqual(server.paths, ['/owner/repository/resolve/main/tiny.gguf']);
    assert.deepEqual(new Uint8Array(await readFile(stdout.trim())), model);
  });

  it('says that the host cannot be reached if its certificate is not trusted', async () => {
    const { code, stderr } = await download(`https://${host}`, { NODE_EXTRA_CA_CERTS: '' });
    assert.equal(code, 3);
    assert.match(stderr, new RegExp(`${host} cannot be reached`));
    assert.deepEqual(server.paths, []);
  });

  it('says that the host cannot be reached if the proxy refuses', async () => {
    proxy.refusal = 407;
    const { code, stderr } = await download(`https://${host}`, {});
    assert.equal(code, 3);
    assert.match(stderr, new RegExp(`${host} cannot be reached`));
  });

  it('bypasses it for hosts in no_proxy', async () => {
    await using direct = await RangeServer.start(model);
    const { code, stderr } = await download(direct.url, { no_proxy: '127.0.0.1' });
    assert.equal(code, 0, stderr);
    assert.deepEqual(proxy.targets, []);
  });
});
