-- Updates as Telegram sends them: text messages in private chats of 2,000 people, 400–700 bytes,
-- not ASCII written as \uXXXX. Arguments: the first update id, the webhook's secret.
local PEOPLE, TEXTS = 2000, 512
local people, texts, head, id

local function words(all, least, most)
  local picked = {}
  for n = 1, math.random(least, most) do picked[n] = all[math.random(#all)] end
  return table.concat(picked, " ")
end

local english = { "good", "morning", "could", "you", "please", "tell", "me", "when", "the", "order",
  "arrives", "is", "it", "possible", "to", "change", "address", "thank", "you", "very", "much", "tomorrow" }
-- "здравствуйте", "когда", "будет", "готов", "заказ"
local russian = {
  "\\u0437\\u0434\\u0440\\u0430\\u0432\\u0441\\u0442\\u0432\\u0443\\u0439\\u0442\\u0435",
  "\\u043a\\u043e\\u0433\\u0434\\u0430", "\\u0431\\u0443\\u0434\\u0435\\u0442",
  "\\u0433\\u043e\\u0442\\u043e\\u0432", "\\u0437\\u0430\\u043a\\u0430\\u0437" }

function init(args)
  math.randomseed(20)
  id = tonumber(args[1]) - 1
  people, texts = {}, {}
  for n = 1, PEOPLE do
    local who = string.format(
      '"id":%d,"first_name":"Person %d","last_name":"Bench","username":"person_%d"', 5000000000 + n, n, n)
    people[n] = string.format(
      '"from":{%s,"is_bot":false,"language_code":"%s"},"chat":{%s,"type":"private"},',
      who, n % 2 == 0 and "en" or "ru", who)
  end
  for n = 1, TEXTS do texts[n] = n % 3 == 0 and words(russian, 2, 5) or words(english, 4, 40) end
  head = table.concat({
    "POST " .. wrk.path .. " HTTP/1.1",
    "Host: " .. wrk.host .. ":" .. wrk.port,
    "Content-Type: application/json",
    "X-Telegram-Bot-Api-Secret-Token: " .. args[2],
    "Content-Length: " }, "\r\n")
end

function request()
  id = id + 1
  local body = string.format('{"update_id":%d,"message":{"message_id":%d,%s"date":%d,"text":"%s"}}',
    id, id, people[math.random(PEOPLE)], os.time(), texts[math.random(TEXTS)])
  return head .. #body .. "\r\n\r\n" .. body
end

function done(summary, latency)
  local e = summary.errors
  print(string.format(
    'FIGURES {"requests":%d,"us":%d,"refused":%d,"broken":%d,"late":%d,"p50":%d,"p99":%d,"longest":%d}',
    summary.requests, summary.duration, e.status, e.connect + e.read + e.write, e.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
