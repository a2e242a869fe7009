--- FILE: main.aqua
aqua Main
--- CONVERSATION
# Nothing works before `initialize`.
ask textDocument/definition {@main.aqua:0:0}
< error -32002: the server is not initialized
tell textDocument/didOpen {"textDocument":{}}
ask initialize {"processId":null,"rootUri":null,"capabilities":7}
< error -32602: expected object at params.capabilities
ask initialize {"processId":null,"rootUri":null,"capabilities":{}}
< result {
<   "capabilities": {
<     "callHierarchyProvider": true,
<     "codeActionProvider": {
<       "codeActionKinds": ["quickfix", "refactor.rewrite", "source.organizeImports", "source.fixAll.aqua"]},
<     "codeLensProvider": {"resolveProvider": true},
<     "completionProvider": {
<       "resolveProvider": false,
<       "triggerCharacters": [".", "\"", "/", "<", ":", "{", "(", ",", " "]},
<     "declarationProvider": true,
<     "definitionProvider": true,
<     "documentFormattingProvider": true,
<     "documentHighlightProvider": true,
<     "documentLinkProvider": {},
<     "documentOnTypeFormattingProvider": {"firstTriggerCharacter": "\n", "moreTriggerCharacter": [":"]},
<     "documentRangeFormattingProvider": true,
<     "documentSymbolProvider": true,
<     "executeCommandProvider": {"commands": ["aqua.server.applyEdit"]},
<     "foldingRangeProvider": true,
<     "hoverProvider": true,
<     "implementationProvider": true,
<     "inlayHintProvider": true,
<     "positionEncoding": "utf-16",
<     "referencesProvider": true,
<     "renameProvider": {"prepareProvider": true},
<     "selectionRangeProvider": true,
<     "semanticTokensProvider": {
<       "full": {"delta": true},
<       "legend": {
<         "tokenModifiers": [
<           "declaration",
<           "definition",
<           "readonly",
<           "modification",
<           "defaultLibrary",
<           "deprecated",
<           "documentation",
<           "async",
<           "static"],
<         "tokenTypes": [
<           "namespace",
<           "type",
<           "struct",
<           "interface",
<           "class",
<           "function",
<           "method",
<           "parameter",
<           "variable",
<           "property",
<           "enumMember",
<           "keyword",
<           "operator",
<           "string",
<           "number",
<           "comment",
<           "typeParameter",
<           "event"]},
<       "range": true},
<     "signatureHelpProvider": {"retriggerCharacters": [")"], "triggerCharacters": ["(", ",", "="]},
<     "textDocumentSync": {
<       "change": 2,
<       "openClose": true,
<       "save": {"includeText": false},
<       "willSave": false,
<       "willSaveWaitUntil": false},
<     "typeDefinitionProvider": true,
<     "workspace": {
<       "fileOperations": {
<         "didCreate": {
<           "filters": [
<             {"pattern": {"glob": "**/*.aqua", "matches": "file"}, "scheme": "file"},
<             {"pattern": {"glob": "**", "matches": "folder"}, "scheme": "file"}]},
<         "didDelete": {
<           "filters": [
<             {"pattern": {"glob": "**/*.aqua", "matches": "file"}, "scheme": "file"},
<             {"pattern": {"glob": "**", "matches": "folder"}, "scheme": "file"}]},
<         "didRename": {
<           "filters": [
<             {"pattern": {"glob": "**/*.aqua", "matches": "file"}, "scheme": "file"},
<             {"pattern": {"glob": "**", "matches": "folder"}, "scheme": "file"}]},
<         "willRename": {
<           "filters": [
<             {"pattern": {"glob": "**/*.aqua", "matches": "file"}, "scheme": "file"},
<             {"pattern": {"glob": "**", "matches": "folder"}, "scheme": "file"}]}},
<       "workspaceFolders": {"changeNotifications": true, "supported": true}},
<     "workspaceSymbolProvider": true},
<   "serverInfo": {"name": "aqua-lsp", "version": "1.2.3"}}
ask initialize {"processId":null,"rootUri":null,"capabilities":{}}
< error -32600: the server is initialized already
tell initialized {}

# Unknown methods: only optional notifications are silently ignored.
ask textDocument/moniker {@main.aqua:0:0}
< error -32601: there is no request textDocument/moniker
ask $/unknown {}
< error -32601: there is no request $/unknown
tell $/unknown {}
tell unknown {}
< window/logMessage {"message": "there is no notification unknown", "type": 4}
tell $/setTrace {"value":"verbose"}
tell $/setTrace {"value":"loud"}
< window/logMessage {"message": "$/setTrace: unknown value at params.value", "type": 1}
answer 99 null
< window/logMessage {"message": "an answer to nothing that was asked", "type": 4}

# What is no message.
raw {"jsonrpc":"2.0","id":7,"method":
< error -32700: [1:33, byte=33]: Unexpected EOF (to nobody)
raw [1,2]
< error -32600: a message is an object (to nobody)
raw {"jsonrpc":"2.0"}
< error -32600: the message has neither a method nor an id (to nobody)
raw {"jsonrpc":"2.0","id":7}
< error -32600: the message has neither a method nor a result
raw {"jsonrpc":"1.0","id":"x","method":"shutdown"}
< error -32600: expected "jsonrpc": "2.0"
raw {"jsonrpc":"2.0","id":{},"method":"shutdown"}
< error -32600: expected integer or string when parsing id (to nobody)
raw {"jsonrpc":"2.0","id":7,"method":8}
< error -32600: expected string at method

# The end.
ask shutdown
< result null
ask shutdown
< error -32600: the server is shut down
ask textDocument/definition {@main.aqua:0:0}
< error -32600: the server is shut down
status
! running
tell exit
status
! exit code 0
