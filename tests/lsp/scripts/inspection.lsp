--- FILE: main.aqua
aqua Main

export f

func f() -> u32:
    <- 1
--- CONVERSATION
start
open main.aqua
ask aqua/view {@main.aqua,"stage":"ast"}
< result {
<   "languageId": "plaintext",
<   "text": "File\n  ModuleLine 1:1-10\n    keyword 1:1-5\n    name `Main` 1:6-10\n  Export 3:1-9\n    select `f` 3:8-9\n  FuncDecl 5:1-6:9\n    name `f` 5:6-7\n    head 5:7-16\n      result ScalarType `u32` 5:13-16\n    body 6:5-9\n      ReturnStmt 6:5-9\n        value LiteralExpr int `1` 6:8-9\n",
<   "v": 1}
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":2},"contentChanges":[{"range":{"start":{"line":5,"character":7},"end":{"line":5,"character":8}},"text":"2"}]}
ask aqua/view {@main.aqua,"stage":"text"}
< result {"languageId": "aqua", "text": "aqua Main\n\nexport f\n\nfunc f() -> u32:\n    <- 2\n", "v": 1}
ask aqua/view {@main.aqua,"stage":"hir"}
< result {
<   "languageId": "plaintext",
<   "text": "module Main\n\nexport func f as f\n\nfunc f() -> u32\n  return 2\n",
<   "v": 1}
ask aqua/view {@main.aqua,"stage":"route"}
< result {
<   "languageId": "plaintext",
<   "text": "route f\n  call \"callbackSrv\" \"response\" (2)  @ %init_peer_id%\non error\n  call \"errorHandlingSrv\" \"error\" (:error:, 0)  @ %init_peer_id%\n",
<   "v": 1}
ask aqua/view {@main.aqua,"stage":"soup"}
< error -32602: there is no stage soup at params.stage
ask aqua/air {@main.aqua}
< result {
<   "functions": [{"name": "f", "range": 0:0-4:0}],
<   "text": "(xor\n (call %init_peer_id% (\"callbackSrv\" \"response\") [2])\n (call %init_peer_id% (\"errorHandlingSrv\" \"error\") [:error: 0])\n)\n",
<   "v": 1}
ask aqua/air {@main.aqua,"function":"g"}
< result {"functions": [], "text": "", "v": 1}
ask aqua/air {@other.aqua}
< error -32602: the document is not open: file:///ws/other.aqua
