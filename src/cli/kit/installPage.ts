/** How to install from a kit. @param vsix its file name. */
export function installPage(vsix: string, hasModels: boolean): string {
  return `# Ask Workspace without a network

1. Check what you got: \`sha256sum -c SHA256SUMS\`, or before unpacking
   \`ask-workspace kit verify FILE.tar\`. Compare the checksum of the archive itself with the one
   that its maker gave you by another way.
2. Install the extension: \`code --install-extension ${vsix}\`, or in VS Code
   *Extensions: Install from VSIX...*
${hasModels ? modelsStep : ''}
Nothing here opens a connection. The extension asks no host for anything unless somebody clicks on a
download.
`;
}

const modelsStep = `3. Copy the folder \`models\` to its place and name it, as an absolute path,
   in the setting \`askWorkspace.models.folder\`.
`;
