--- FILE: lib.aqua
aqua Lib declares f

func f() -> u32:
    <- 1
--- FILE: main.aqua
aqua Main

import f as g from "lib.aqua"

func main() -> u32:
    x <- g()
    <- x
--- CONVERSATION
start {"textDocument":{"definition":{"linkSupport":true}}}
# A name, the end of a name, a keyword, the path of an import.
ask textDocument/definition {@main.aqua:6:7}
< result [
<   {
<     "originSelectionRange": 6:7-6:8,
<     "targetRange": 5:4-5:5,
<     "targetSelectionRange": 5:4-5:5,
<     "targetUri": "file:///ws/main.aqua"}]
ask textDocument/definition {@main.aqua:6:8}
< result [
<   {
<     "originSelectionRange": 6:7-6:8,
<     "targetRange": 5:4-5:5,
<     "targetSelectionRange": 5:4-5:5,
<     "targetUri": "file:///ws/main.aqua"}]
ask textDocument/definition {@main.aqua:4:1}
< result []
ask textDocument/definition {@main.aqua:2:22}
< result [
<   {
<     "originSelectionRange": 2:19-2:29,
<     "targetRange": 0:0-0:0,
<     "targetSelectionRange": 0:0-0:0,
<     "targetUri": "file:///ws/lib.aqua"}]
ask textDocument/definition {@main.aqua:5:9}
< result [
<   {
<     "originSelectionRange": 5:9-5:10,
<     "targetRange": 2:5-2:6,
<     "targetSelectionRange": 2:5-2:6,
<     "targetUri": "file:///ws/lib.aqua"}]
# A document that nobody knows, no position, no document.
ask textDocument/definition {@other.aqua:0:0}
< error -32602: the document is not open: file:///ws/other.aqua
ask textDocument/definition {@main.aqua}
< error -32602: missing value at params.position
ask textDocument/definition {"position":{"line":1,"character":-1}}
< error -32602: missing value at params.textDocument
ask textDocument/definition {"textDocument":{"uri":7},"position":{"line":1,"character":0}}
< error -32602: expected string at params.textDocument.uri
cancel textDocument/definition {@main.aqua:6:7}
< error -32800: cancelled
# Behind the end of the line and of the text.
ask textDocument/definition {@main.aqua:6:99}
< result [
<   {
<     "originSelectionRange": 6:7-6:8,
<     "targetRange": 5:4-5:5,
<     "targetSelectionRange": 5:4-5:5,
<     "targetUri": "file:///ws/main.aqua"}]
ask textDocument/definition {@main.aqua:99:0}
< result []
# An error elsewhere.
tell textDocument/didOpen {"textDocument":{"uri":"file:///ws/main.aqua","version":1,"text":"aqua Main\r\n\r\nimport f as g from \"lib.aqua\"\r\n\r\nfunc main() -> u32:\r\n    x <- g(\r\n\r\nfunc other() -> u32:\r\n    é😀 = 1\r\n    y <- g()\r\n    <- y\r\n"}}
ask textDocument/definition {@main.aqua:10:7}
< result [
<   {
<     "originSelectionRange": 10:7-10:8,
<     "targetRange": 9:4-9:5,
<     "targetSelectionRange": 9:4-9:5,
<     "targetUri": "file:///ws/main.aqua"}]
