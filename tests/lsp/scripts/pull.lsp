--- FILE: main.aqua
aqua Main

import f from "lib.aqua"

export main

func main() -> u32:
    x = f()
    <- ""
--- FILE: lib.aqua
aqua Lib declares *

func f() -> u32:
    <- 1
--- CONVERSATION
# A client that asks for diagnostics is sent none, but told when to ask again.
start {"workspace":{"diagnostics":{"refreshSupport":true},"textDocumentContent":{"dynamicRegistration":false}},"textDocument":{"diagnostic":{"dynamicRegistration":false},"publishDiagnostics":{"codeDescriptionSupport":true,"dataSupport":true,"tagSupport":{"valueSet":[1,2]}}}}
open main.aqua
ask textDocument/diagnostic {@main.aqua}
< result {
<   "items": [
<     {
<       "code": "E0401",
<       "codeDescription": {"href": "aqua-view:/explain/E0401.md"},
<       "message": "expected `u32`, found a string literal\nthe result is declared here",
<       "range": 8:7-8:9,
<       "severity": 1,
<       "source": "aqua"}],
<   "kind": "full",
<   "resultId": "B7B705D2CFBD6B02"}
wait 300
< workspace/diagnostic/refresh (id 1) null
ask textDocument/diagnostic {@main.aqua}
< result {
<   "items": [
<     {
<       "code": "E0401",
<       "codeDescription": {"href": "aqua-view:/explain/E0401.md"},
<       "message": "expected `u32`, found a string literal\nthe result is declared here",
<       "range": 8:7-8:9,
<       "severity": 1,
<       "source": "aqua"},
<     {
<       "code": "unused-variable",
<       "message": "`x` is never read",
<       "range": 7:4-7:5,
<       "severity": 2,
<       "source": "aqua lint",
<       "tags": [1]}],
<   "kind": "full",
<   "resultId": "E2BA185D5E9C6A4D"}
ask textDocument/diagnostic {@main.aqua,"previousResultId":"0"}
< result {
<   "items": [
<     {
<       "code": "E0401",
<       "codeDescription": {"href": "aqua-view:/explain/E0401.md"},
<       "message": "expected `u32`, found a string literal\nthe result is declared here",
<       "range": 8:7-8:9,
<       "severity": 1,
<       "source": "aqua"},
<     {
<       "code": "unused-variable",
<       "message": "`x` is never read",
<       "range": 7:4-7:5,
<       "severity": 2,
<       "source": "aqua lint",
<       "tags": [1]}],
<   "kind": "full",
<   "resultId": "E2BA185D5E9C6A4D"}
ask workspace/diagnostic {"identifier":"aqua","previousResultIds":[]}
< result {
<   "items": [
<     {
<       "items": [],
<       "kind": "full",
<       "resultId": "831154110E30AC6A",
<       "uri": "file:///ws/lib.aqua",
<       "version": null},
<     {
<       "items": [
<         {
<           "code": "E0401",
<           "codeDescription": {"href": "aqua-view:/explain/E0401.md"},
<           "message": "expected `u32`, found a string literal\nthe result is declared here",
<           "range": 8:7-8:9,
<           "severity": 1,
<           "source": "aqua"},
<         {
<           "code": "unused-variable",
<           "message": "`x` is never read",
<           "range": 7:4-7:5,
<           "severity": 2,
<           "source": "aqua lint",
<           "tags": [1]}],
<       "kind": "full",
<       "resultId": "E2BA185D5E9C6A4D",
<       "uri": "file:///ws/main.aqua",
<       "version": 1}]}
ask workspace/textDocumentContent {"uri":"aqua-view:/explain/E0401.md"}
< result {"text": "# E0401\n"}
ask workspace/textDocumentContent {"uri":"aqua-view:/explain/E9999.md"}
< error -32602: there is no document aqua-view:/explain/E9999.md
# An edit of another file changes what is known of this one.
open lib.aqua
wait 300
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/lib.aqua","version":2},"contentChanges":[{"text":"aqua Lib declares *\n\nfunc g() -> u32:\n    <- 1\n"}]}
wait 300
< workspace/diagnostic/refresh (id 2) null
ask textDocument/diagnostic {@main.aqua}
< result {
<   "items": [
<     {
<       "code": "E0204",
<       "message": "module `Lib` declares no `f`\nhelp: add it to the `declares` list of that module",
<       "range": 2:7-2:8,
<       "severity": 1,
<       "source": "aqua"},
<     {
<       "code": "E0401",
<       "codeDescription": {"href": "aqua-view:/explain/E0401.md"},
<       "message": "expected `u32`, found a string literal\nthe result is declared here",
<       "range": 8:7-8:9,
<       "severity": 1,
<       "source": "aqua"}],
<   "kind": "full",
<   "resultId": "DEFDF2AF781C87F2"}
ask textDocument/diagnostic {@other.aqua}
< error -32602: the document is not open: file:///ws/other.aqua
