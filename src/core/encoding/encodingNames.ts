/** VS Code's id of an encoding (`files.encoding`), such as `utf8`, `euckr` or `windows1251`. */
export type EncodingId = string;

/** The encoding of a text unless something says otherwise. */
export const defaultEncoding: EncodingId = 'utf8';

/**
 * Labels of the encodings, and aliases that files declare. Names are compared without punctuation
 * and case.
 */
const encodings: Readonly<Record<string, readonly [label: string, aliases: string]>> = {
  utf8: ['UTF-8', 'utf8mb4 utf8sig unicode11utf8 muleutf8 ascii usascii'],
  utf8bom: ['UTF-8 with BOM', ''],
  utf16le: ['UTF-16 LE', ''],
  utf16be: ['UTF-16 BE', ''],
  windows1252: ['Windows 1252', 'cp1252 ansinew'],
  iso88591: ['ISO 8859-1', 'latin1 l1 isolatin1'],
  iso885915: ['ISO 8859-15', 'latin9 latin0'],
  iso88592: ['ISO 8859-2', 'latin2 l2'],
  iso88593: ['ISO 8859-3', 'latin3'],
  iso88594: ['ISO 8859-4', 'latin4'],
  iso88595: ['ISO 8859-5', 'cyrillic'],
  iso88596: ['ISO 8859-6', 'arabic'],
  iso88597: ['ISO 8859-7', 'greek'],
  iso88598: ['ISO 8859-8', 'iso88598i hebrew'],
  iso88599: ['ISO 8859-9', 'latin5'],
  iso885910: ['ISO 8859-10', 'latin6'],
  iso885911: ['ISO 8859-11', ''],
  iso885913: ['ISO 8859-13', 'latin7'],
  iso885914: ['ISO 8859-14', 'latin8'],
  iso885916: ['ISO 8859-16', 'latin10'],
  windows1250: ['Windows 1250', 'cp1250'],
  windows1251: ['Windows 1251', 'cp1251 xcp1251'],
  windows1253: ['Windows 1253', 'cp1253'],
  windows1254: ['Windows 1254', 'cp1254'],
  windows1255: ['Windows 1255', 'cp1255'],
  windows1256: ['Windows 1256', 'cp1256'],
  windows1257: ['Windows 1257', 'cp1257'],
  windows1258: ['Windows 1258', 'cp1258'],
  windows874: ['Windows 874', 'cp874 tis620'],
  koi8r: ['KOI8-R', 'koi8'],
  koi8u: ['KOI8-U', ''],
  koi8ru: ['KOI8-RU', ''],
  koi8t: ['KOI8-T', ''],
  macroman: ['Mac Roman', 'macintosh applemac mac'],
  cp437: ['CP 437', 'ibm437'],
  cp850: ['CP 850', 'ibm850'],
  cp852: ['CP 852', 'ibm852'],
  cp865: ['CP 865', 'ibm865'],
  cp866: ['CP 866', 'ibm866'],
  cp1125: ['CP 1125', 'ibm1125'],
  gbk: ['GBK', 'cp936 ms936 windows936 xgbk'],
  gb2312: ['GB 2312', 'euccn chinese gb231280'],
  gb18030: ['GB 18030', ''],
  cp950: ['Big5', 'big5 xxbig5 windows950 ms950'],
  big5hkscs: ['Big5-HKSCS', ''],
  shiftjis: [
    'Shift JIS',
    'sjis xsjis ms932 mskanji cp932 windows31j shiftjis2004 japaneseshiftjis',
  ],
  eucjp: ['EUC-JP', 'xeucjp ujis japaneseiso8bit eucjapan'],
  euckr: ['EUC-KR', 'ksc5601 ksc56011987 ksx1001 cp949 ms949 uhc windows949 korean koreaniso8bit'],
};

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const idByName = new Map(
  Object.entries(encodings).flatMap(([id, [, aliases]]) =>
    [id, ...aliases.split(' ')].map((name) => [plain(name), id] as const),
  ),
);

/**
 * The id of an encoding under any of its names (`EUC-KR`, `cp949`, `latin-1-unix`).
 * @returns undefined if VS Code does not know it.
 */
export function encodingNamed(name: string): EncodingId | undefined {
  return idByName.get(plain(name)) ?? idByName.get(plain(name.replace(/-(?:unix|dos|mac)$/i, '')));
}

/** An encoding's name for users. */
export function encodingLabel(id: EncodingId): string {
  return encodings[id]?.[0] ?? id;
}
