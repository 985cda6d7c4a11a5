/** What `--help` prints. */
export const helpText = `Ask questions about the files of a folder. Nothing leaves this machine
unless you name a server.

Usage:
  ask-workspace index FOLDER               read the folder and keep its index up to date
  ask-workspace search FOLDER "question"   print the places that match, best first
  ask-workspace ask FOLDER "question"      print those places, then the chat model's answer
  ask-workspace mcp FOLDER                 serve the folder to other assistants (Model Context
                                           Protocol) on standard input and output
  ask-workspace export FOLDER FILE         write what was computed for meaning search to a file
  ask-workspace import FOLDER FILE         take such a file in, then index what differs here
  ask-workspace publish FOLDER --store ADDRESS
                                           write the index to a team's PostgreSQL with pgvector
  ask-workspace models                     list the models on this machine and those to download
  ask-workspace models download MODEL      download one of them, or hf:owner/repository/file.gguf
  ask-workspace models import FILE         import a .gguf file, or the .onnx file or folder of the
                                           embedding model
  ask-workspace models import-detector FOLDER
                                           copy a model that reads finished answers; use it with
                                           --set answer.detector=PATH
  ask-workspace kit OUT.tar                one archive for machines without a network: the package
                                           ask-workspace-T.vsix (--target T or --vsix FILE), models
                                           (--models NAME, may be repeated; --from DIR), checksums
  ask-workspace kit verify FILE.tar        compare every file in it with its checksum

Options:
  --top-k N          how many places (search: 10; ask: the setting retrieval.topK)
  --questions FILE   search: instead of one question the lines {"id", "question"} of a
                     JSON Lines file; needs --json
  --no-update        search, ask: do not refresh the index first
  --server ADDRESS   ask: an OpenAI-compatible server that answers, such as
                     http://127.0.0.1:8080; the question and its sources are sent there.
                     ASK_WORKSPACE_SERVER_KEY is its key, chatModel.serverModel its model
  --http PORT        mcp: serve on this port of 127.0.0.1 instead; ASK_WORKSPACE_MCP_TOKEN is the
                     token that clients must send, else one is made and printed
  --store ADDRESS    publish: postgres://USER@HOST/DATABASE, several hosts as HOST1:5432,HOST2:5432;
                     ASK_WORKSPACE_STORE_PASSWORD is the password. search, ask, mcp: use what is
                     published there for files with the same bytes; the words and the meaning of
                     questions are sent there
  --repository NAME  with --store: the repository there (default: the address of git's remote)
  --branch NAME      publish: the branch there (default: the branch that is checked out)
  --keep-days N      publish: how long the store keeps what no branch uses (default: 30)
  --replace-rules    exclude files by this call's settings, not by those stored in the index
  --json             print JSON on standard output and everything else on standard error
  --models DIR       folder with the models (default: ASK_WORKSPACE_MODELS, then the user's
                     data folder)
  --index DIR        folder for indexes (default: the cache folder, shared with the editor)
  --set NAME=VALUE   a setting of the extension, such as decoding.temperature=0.7;
                     may be repeated
  --verbose          print the log on standard error; index: list each skipped file and why
  -h, --help         print this help
  --version          print the version

Exit codes: 0 found, 1 nothing found, 2 wrong usage, 3 failure, 130 after Ctrl-C.
`;
