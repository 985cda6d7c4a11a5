import { seededRandom } from '../indexes/vectors.ts';

/** An invented key as a line of a file. */
export interface MadeUpSecret {
  readonly service: string;
  readonly line: string;
  /** The part of the line that must not be stored. */
  readonly secret: string;
}

const digits = '0123456789';
const hex = `${digits}abcdef`;
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const letters = upper + upper.toLowerCase();
const alphanumeric = letters + digits;
const urlSafe = `${alphanumeric}_-`;
const base64 = `${alphanumeric}+/`;

type Draw = (alphabet: string, length: number) => string;

/** Each service's keys. Prefixes are assembled so that no scanner reports this file. */
const shapes: Readonly<Record<string, (draw: Draw) => string>> = {
  GitHub: (draw) => `${'gh' + 'p_'}${draw(alphanumeric, 36)}`,
  'GitHub, fine-grained': (draw) =>
    `${'github_' + 'pat_'}${draw(alphanumeric, 22)}_${draw(alphanumeric, 59)}`,
  GitLab: (draw) => `${'gl' + 'pat-'}${draw(alphanumeric, 20)}`,
  Google: (draw) => `${'AI' + 'za'}${draw(urlSafe, 35)}`,
  Slack: (draw) => `${'xo' + 'xb-'}${draw(digits, 12)}-${draw(digits, 12)}-${draw(letters, 24)}`,
  Stripe: (draw) => `${'sk_' + 'live_'}${draw(alphanumeric, 24)}`,
  SendGrid: (draw) => `${'S' + 'G.'}${draw(urlSafe, 22)}.${draw(urlSafe, 43)}`,
  Twilio: (draw) => `${'S' + 'K'}${draw(hex, 32)}`,
  OpenAI: (draw) => `${'sk-' + 'proj-'}${draw(urlSafe, 74)}T3BlbkFJ${draw(urlSafe, 74)}`,
  Anthropic: (draw) => `${'sk-' + 'ant-api03-'}${draw(urlSafe, 93)}AA`,
  npm: (draw) => `${'np' + 'm_'}${draw(alphanumeric, 36)}`,
  PyPI: (draw) => `${'py' + 'pi-'}AgEIcHlwaS5vcmc${draw(urlSafe, 150)}`,
  'Hugging Face': (draw) => `${'h' + 'f_'}${draw(letters, 34)}`,
  Docker: (draw) => `${'dckr_' + 'pat_'}${draw(urlSafe, 27)}`,
  DigitalOcean: (draw) => `${'dop_' + 'v1_'}${draw(hex, 64)}`,
  Azure: (draw) => `${draw(base64, 86)}==`,
  Shopify: (draw) => `${'shp' + 'at_'}${draw(hex, 32)}`,
  Telegram: (draw) => `${draw('123456789', 10)}:AA${draw(urlSafe, 33)}`,
  Databricks: (draw) => `${'da' + 'pi'}${draw(hex, 32)}`,
  PostgreSQL: (draw) => draw(alphanumeric, 16),
};

const contexts: Readonly<Record<string, (secret: string) => string>> = {
  Azure: (secret) => `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${secret};`,
  PostgreSQL: (secret) => `DATABASE_URL=postgres://app:${secret}@db.acme.net:5432/orders`,
};

/** The ways in which a file contains a key. */
const usual: readonly ((secret: string) => string)[] = [
  (secret) => `API_KEY = "${secret}"`,
  (secret) => `  token: ${secret}`,
  (secret) => `export SERVICE_TOKEN=${secret}`,
  (secret) => `curl -H "Authorization: Bearer ${secret}" https://api.acme.net/v1/orders`,
  (secret) => `{"credentials": {"key": "${secret}"}}`,
];

/**
 * Keys for 20 services, five each, one in each of five contexts. The same seed gives the same keys.
 */
export function madeUpSecrets(seed: number): readonly MadeUpSecret[] {
  const random = seededRandom(seed);
  const draw: Draw = (alphabet, length) =>
    Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');
  return Object.entries(shapes).flatMap(([service, shape]) =>
    usual.map((context) => {
      const secret = shape(draw);
      return { service, secret, line: (contexts[service] ?? context)(secret) };
    }),
  );
}
