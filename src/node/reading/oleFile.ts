const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Stream in which Office keeps a document with a password (MS-OFFCRYPTO 2.3.4.1); names are in UTF-16. */
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

/** Whether this is the container of Office before 2007, which also holds newer documents with a password. */
export function isOleFile(bytes: Uint8Array): boolean {
  return signature.equals(bytes.subarray(0, signature.length));
}

/** Whether the document in an OLE file opens only with a password. */
export function holdsEncryptedPackage(oleFile: Uint8Array): boolean {
  return Buffer.from(oleFile.buffer, oleFile.byteOffset, oleFile.byteLength).includes(
    encryptedPackage,
  );
}
