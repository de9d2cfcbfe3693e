-- Posts each line of a file once, every thread its own part: a rating form is good for one rating.
local threads = 0
function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end
function init(args)
  bodies = {}
  local line_number, count = 0, tonumber(args[2])
  for line in io.lines(args[1]) do
    if line_number % count == id then bodies[#bodies + 1] = line end
    line_number = line_number + 1
  end
  turn = 0
end
function request()
  turn = turn + 1
  if turn > #bodies then turn = 1; exhausted = true end
  return wrk.format("POST", nil, {["Content-Type"] = "application/json"}, bodies[turn])
end
function done(summary, latency, requests)
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
    summary.errors.status, latency:percentile(50), latency:percentile(99)))
end
