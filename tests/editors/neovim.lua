-- Runs in Neovim: each feature that version 0.7 knows, through the functions that key mappings call.
local passed = 0

local function check(name, condition, detail)
  if not condition then
    io.stderr:write("FAILED " .. name .. ": " .. vim.inspect(detail) .. "\n")
    vim.cmd("cquit 1")
  end
  passed = passed + 1
  io.stdout:write("ok " .. name .. "\n")
end

local function write(name, lines)
  vim.fn.writefile(lines, name)
end

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

--- The answer to a request about the cursor.
local function ask(method, params)
  params = params or vim.lsp.util.make_position_params(0, "utf-16")
  local answers = vim.lsp.buf_request_sync(0, method, params, 5000)
  local _, answer = next(answers or {})
  return answer and answer.result
end

--- Waits until the server has analysed everything.
local function sync()
  vim.lsp.buf_request_sync(0, "aqua/sync", {}, 5000)
  vim.wait(20)
end

write("aqua.yaml", { "version: 1" })
write("lib.aqua", { "aqua Lib declares *", "", "-- Twice.", "func double(x: u32) -> u32:", "    <- x + x" })
write("main.aqua", { "aqua Main", "", 'import double from "lib.aqua"', "", "func main() -> u32:", '    text = "😀"', "    y   <- double(1)", "    <- z" })

vim.cmd("edit main.aqua")
check("the server is attached", vim.wait(10000, function()
  local client = vim.lsp.get_active_clients()[1]
  return client ~= nil and client.initialized == true
end), vim.lsp.get_active_clients())

check("diagnostics", vim.wait(10000, function() return #vim.diagnostic.get(0, { severity = 1 }) == 1 end), vim.diagnostic.get(0))
check("the diagnostic is about the name", vim.diagnostic.get(0, { severity = 1 })[1].message:find("`z`"), vim.diagnostic.get(0))

-- Edit: the diagnostic goes away.
vim.api.nvim_buf_set_lines(0, 7, 8, false, { "    <- y" })
sync()
check("an edit repairs it", vim.wait(5000, function() return #vim.diagnostic.get(0, { severity = 1 }) == 0 end), vim.diagnostic.get(0))

vim.api.nvim_win_set_cursor(0, { 7, 12 })
check("hover", ask("textDocument/hover").contents.value:find("double%(x: u32%)"), ask("textDocument/hover"))
check("signature help", ask("textDocument/signatureHelp", {
  textDocument = vim.lsp.util.make_text_document_params(0), position = { line = 6, character = 18 },
}).signatures[1].label:find("double"), nil)
check("highlight", #ask("textDocument/documentHighlight") == 2, ask("textDocument/documentHighlight"))
check("symbols", #ask("textDocument/documentSymbol", { textDocument = vim.lsp.util.make_text_document_params(0) }) == 1, nil)

-- Jump there and back.
vim.lsp.buf.definition()
check("definition", vim.wait(5000, function() return vim.fn.expand("%:t") == "lib.aqua" end), vim.fn.expand("%"))
check("the cursor is on the name", vim.deep_equal(vim.api.nvim_win_get_cursor(0), { 4, 5 }), vim.api.nvim_win_get_cursor(0))
vim.cmd("edit main.aqua")

-- Complete a name.
vim.api.nvim_buf_set_lines(0, 7, 8, false, { "    <- tex" })
vim.api.nvim_win_set_cursor(0, { 8, 9 })
vim.cmd("startinsert!")
local list = ask("textDocument/completion", {
  textDocument = vim.lsp.util.make_text_document_params(0), position = { line = 7, character = 10 },
})
local items = vim.lsp.util.text_document_completion_list_to_complete_items(list, "tex")
check("completion", items[1] and items[1].word == "text", items)
vim.cmd("stopinsert")
vim.lsp.util.apply_text_edits({ list.items[1].textEdit }, vim.api.nvim_get_current_buf(), "utf-16")
check("the completed line", lines()[8] == "    <- text", lines())
vim.api.nvim_buf_set_lines(0, 7, 8, false, { "    <- y" })

-- Rename, also in the other file.
vim.api.nvim_win_set_cursor(0, { 7, 12 })
vim.lsp.buf.rename("twice")
check("rename here", vim.wait(5000, function() return lines()[7] == "    y   <- twice(1)" end), lines())
check("rename in the import", lines()[3] == 'import twice from "lib.aqua"', lines())
local other = vim.api.nvim_buf_get_lines(vim.fn.bufnr("lib.aqua"), 3, 4, false)[1]
vim.wait(300) -- Neovim tells of changes in other buffers after a while
check("rename there", other == "func twice(x: u32) -> u32:", other)

-- A local name behind a character of two UTF-16 units.
vim.api.nvim_buf_set_lines(0, 5, 6, false, { '    text = "😀" -- 😀' })

vim.lsp.buf.formatting_sync({ tabSize = 4, insertSpaces = true }, 5000)
check("format", vim.deep_equal(lines(), {
  "aqua Main", "", 'import twice from "lib.aqua"', "", "func main() -> u32:", '    text = "😀" -- 😀', "    y <- twice(1)", "    <- y",
}), lines())

local references = ask("textDocument/references", {
  textDocument = vim.lsp.util.make_text_document_params(0), position = { line = 6, character = 10 }, context = { includeDeclaration = true },
})
check("references", #references == 3, references)

-- A quick fix.
vim.api.nvim_buf_set_lines(0, 6, 7, false, { "    y <- twic(1)" })
sync()
local actions = ask("textDocument/codeAction", {
  textDocument = vim.lsp.util.make_text_document_params(0), range = { start = { line = 6, character = 9 }, ["end"] = { line = 6, character = 9 } },
  context = { diagnostics = {}, only = { "quickfix" } },
})
check("quick fix", actions[1] and actions[1].edit, actions)
vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
check("the repaired line", lines()[7] == "    y <- twice(1)", lines())

io.stdout:write(passed .. " passed, 0 failed\n")
vim.lsp.stop_client(vim.lsp.get_active_clients())
vim.wait(500, function() return #vim.lsp.get_active_clients() == 0 end)
vim.cmd("qall!")
