const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Stream of a Word document before 2007 (MS-DOC 2.1.1). Names are in UTF-16. */
const oldDocument = Buffer.from('WordDocument', 'utf16le');

/**
 * Whether this is the container of older Office documents. Newer ones use it only when they are
 * encrypted (MS-OFFCRYPTO 2.3.4).
 */
export function isOleFile(bytes: Uint8Array): boolean {
  return signature.equals(bytes.subarray(0, signature.length));
}

/** Whether an OLE file is a document of Word before 2007, whatever its name says. */
export function isOldWordFile(oleFile: Uint8Array): boolean {
  return Buffer.from(oleFile.buffer, oleFile.byteOffset, oleFile.byteLength).includes(oldDocument);
}
