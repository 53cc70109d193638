-- What a user of Neovim does with a zone: open it, read the findings, hover, take a fix, write the file. Everything seen
-- goes as JSON to the file named by SPF_REPORT; SPF_SERVER is the command's entry. Runs on Neovim 0.7, as Debian has it.

local report = { diagnostics = {}, offered = {} }
local timeout = 15000

local function finish()
  vim.fn.writefile({ vim.json.encode(report) }, vim.env.SPF_REPORT)
  vim.cmd("qall!")
end

local function attempt(body)
  local ok, problem = xpcall(body, debug.traceback)
  if not ok then report.error = tostring(problem) end
  -- The client has to say goodbye to the server before the editor goes.
  for _, client in ipairs(vim.lsp.get_active_clients()) do client.stop() end
  vim.wait(5000, function() return #vim.lsp.get_active_clients() == 0 end, 20)
  finish()
end

-- Which rule a diagnostic is of; up to 0.7 the code stands only in what came from the server.
local function rule(diagnostic)
  return diagnostic.code or (diagnostic.user_data and diagnostic.user_data.lsp and diagnostic.user_data.lsp.code)
end

local function marked(d)
  return table.concat(vim.api.nvim_buf_get_text(0, d.lnum, d.col, d.end_lnum, d.end_col, {}), "\n")
end

local function of_rule(name)
  return vim.tbl_filter(function(d) return rule(d) == name end, vim.diagnostic.get(0))
end

-- The first result that a server gives to a request about the buffer.
local function ask(method, params)
  local answers, problem = vim.lsp.buf_request_sync(0, method, params, timeout)
  if problem then error(method .. ": " .. problem) end
  for _, answer in pairs(answers or {}) do
    if answer.error then error(method .. ": " .. vim.inspect(answer.error)) end
    if answer.result then return answer.result end
  end
end

local function put_cursor(pattern)
  if vim.fn.search(pattern, "w") == 0 then error("not in the buffer: " .. pattern) end
end

attempt(function()
  -- What Neovim itself calls a zone file.
  vim.bo.filetype = "bindzone"
  local client = vim.lsp.start_client({
    name = "spf-records",
    cmd = { vim.env.SPF_NODE, vim.env.SPF_SERVER, "lsp", "--stdio" },
    root_dir = vim.fn.expand("%:p:h"),
  })
  if not client then error("the server could not be started") end
  vim.lsp.buf_attach_client(0, client)

  vim.wait(timeout, function() return #of_rule("unknown-mechanism") > 0 end, 20)
  for _, d in ipairs(vim.diagnostic.get(0)) do
    table.insert(report.diagnostics, { rule = rule(d), source = d.source, severity = d.severity, text = marked(d), message = d.message })
  end

  put_cursor([[\<ptr\>]])
  local hover = ask("textDocument/hover", vim.lsp.util.make_position_params(0, "utf-16"))
  if hover then report.hover = table.concat(vim.lsp.util.convert_input_to_markdown_lines(hover.contents), "\n") end

  put_cursor("ipv4:")
  local params = vim.lsp.util.make_range_params(0, "utf-16")
  params.context = { diagnostics = {}, only = { "quickfix" } }
  for _, d in ipairs(of_rule("unknown-mechanism")) do
    table.insert(params.context.diagnostics, d.user_data and d.user_data.lsp and {
      range = params.range,
      code = rule(d),
      source = d.source,
      message = d.message,
    } or nil)
  end
  local chosen
  for _, action in ipairs(ask("textDocument/codeAction", params) or {}) do
    table.insert(report.offered, action.title)
    if action.isPreferred then chosen = chosen or action end
  end
  if not chosen then error("no preferred fix among: " .. table.concat(report.offered, " | ")) end
  if not chosen.edit then chosen = ask("codeAction/resolve", chosen) end
  vim.lsp.util.apply_workspace_edit(chosen.edit, "utf-16")
  vim.wait(timeout, function() return #of_rule("unknown-mechanism") == 0 end, 20)
  report.left = #of_rule("unknown-mechanism")
  vim.cmd("write")
end)
