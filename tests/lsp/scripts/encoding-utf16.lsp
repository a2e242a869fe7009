--- FILE: main.aqua
aqua Main

func main(x: string) -> string:
    <- "é😀é", y
--- CONVERSATION
# A character of two bytes, one of four, e with a combining mark.
# UTF-16
start {"general":{"positionEncodings":["utf-7","utf-16"]}}
open main.aqua
ask aqua/sync
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "E0301",
<       "message": "name `y` is not defined",
<       "range": 3:16-3:17,
<       "severity": 1,
<       "source": "aqua"},
<     {
<       "code": "E0515",
<       "message": "1 result is declared, but 2 are returned",
<       "range": 3:16-3:17,
<       "severity": 1,
<       "source": "aqua"}],
<   "uri": "file:///ws/main.aqua",
<   "version": 1}
< result {"v": 1}
ask textDocument/definition {@main.aqua:2:10}
< result [{"range": 2:10-2:11, "uri": "file:///ws/main.aqua"}]
