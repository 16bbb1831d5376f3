-- For wrk: wrk ... -s load.lua URL -- BODY_BYTES USERS PAUSE_MS
-- BODY_BYTES > 0 makes it a POST; USERS > 0 sends X-User, each in turn; PAUSE_MS > 0 lets each connection wait that long on average between two requests.
function init(args)
  local bytes, users, pause = tonumber(args[1]), tonumber(args[2]), tonumber(args[3])
  if bytes > 0 then
    wrk.method = "POST"
    wrk.body = '"' .. string.rep("x", bytes - 2) .. '"'
    wrk.headers["Content-Type"] = "application/json"
  end
  if users > 0 then
    local requests, turn = {}, 0
    for user = 1, users do
      wrk.headers["X-User"] = tostring(user)
      requests[user] = wrk.format()
    end
    request = function()
      turn = turn % users + 1
      return requests[turn]
    end
  end
  if pause > 0 then
    delay = function() return math.random(0, 2 * pause) end
  end
end

-- One line for the script: requests, duration and percentiles in microseconds, failures: of the connection, in time, by status.
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("bench %d %d %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write, e.timeout, e.status))
end
