--- FILE: aqua.yaml
version: 1
fmt:
  indent: 2
--- FILE: main.aqua
aqua Main

func f() -> u32:
    <- 1
--- CONVERSATION
# The project file counts before the editor.
start
open main.aqua
ask textDocument/formatting {@main.aqua,"options":{"tabSize":4,"insertSpaces":true}}
< result [{"newText": "  <- 1\n", "range": 3:0-4:0}]
