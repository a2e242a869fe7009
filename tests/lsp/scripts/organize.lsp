--- FILE: lib.aqua
aqua Lib declares *

func f() -> u32:
    <- 1

func g() -> u32:
    <- 2

func h() -> u32:
    <- 3
--- FILE: other.aqua
aqua Other declares *

func o() -> u32:
    <- 1
--- FILE: main.aqua
aqua Main declares main

import o from "other.aqua"
import g, h from "lib.aqua"
import f from "lib.aqua"

func main() -> u32:
    x = f()
    y = g()
    <- x + y
--- FILE: unused.aqua
aqua Unused declares main

import o from "other.aqua"

func main() -> u32:
    <- 1
--- CONVERSATION
# What is not used goes, and lines of one module become one.
start
open main.aqua
ask textDocument/codeAction {@main.aqua,"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},"context":{"diagnostics":[],"only":["source.organizeImports"]}}
< result [
<   {
<     "arguments": [
<       {
<         "changes": {
<           "file:///ws/main.aqua": [{"newText": "import g, h, f from \"lib.aqua\"", "range": 2:0-4:24}]}}],
<     "command": "aqua.server.applyEdit",
<     "title": "Organize imports"}]
ask textDocument/codeAction {@unused.aqua,"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},"context":{"diagnostics":[],"only":["source.organizeImports"]}}
< result [
<   {
<     "arguments": [{"changes": {"file:///ws/unused.aqua": [{"newText": "", "range": 2:0-4:0}]}}],
<     "command": "aqua.server.applyEdit",
<     "title": "Organize imports"}]
