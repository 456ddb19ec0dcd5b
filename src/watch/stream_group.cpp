#include "watch/stream_group.hpp"

#include <hiredis/hiredis.h>
#include <sys/time.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace locarno::watch {
namespace {

constexpr long answer_seconds = 30;
constexpr std::size_t in_flight = 1000;    // commands sent before their answers are read

struct FreeContext {
  void operator()(redisContext* context) const { redisFree(context); }
};
struct FreeReply {
  void operator()(redisReply* reply) const { freeReplyObject(reply); }
};
using Reply = std::unique_ptr<redisReply, FreeReply>;
using Words = std::vector<std::string>;

std::string text_of(const redisReply* reply) {
  if (reply == nullptr || reply->str == nullptr) return {};
  return std::string(reply->str, static_cast<std::size_t>(reply->len));
}

bool is_list(const redisReply* reply, std::size_t least) { return reply != nullptr && reply->type == REDIS_REPLY_ARRAY && reply->elements >= least; }

/// [[id, [name, value, ...]], ...]; an entry that was deleted since it was given out has no fields.
void take_entries(const redisReply* list, const std::string& stream, std::vector<StreamEntry>& out) {
  if (!is_list(list, 0)) return;
  for (std::size_t i = 0; i < list->elements; ++i) {
    const redisReply* one = list->element[i];
    if (!is_list(one, 2)) continue;
    StreamEntry entry{stream, text_of(one->element[0]), {}};
    if (const redisReply* fields = one->element[1]; is_list(fields, 0))
      for (std::size_t f = 0; f + 1 < fields->elements; f += 2) entry.fields.emplace_back(text_of(fields->element[f]), text_of(fields->element[f + 1]));
    out.push_back(std::move(entry));
  }
}

}  // namespace

std::string StreamAddress::shown() const { return socket.empty() ? "redis://" + host + ":" + std::to_string(port) : "unix:" + socket; }

Result<StreamAddress> parse_stream_address(std::string_view text) {
  const auto bad = [&] { return fail(ErrorCode::bad_use, "'" + std::string(text) + "' is no stream, expected redis://HOST[:PORT]#NAME or unix:/PATH#NAME"); };
  const std::size_t mark = text.rfind('#');
  if (mark == std::string_view::npos || mark + 1 == text.size()) return bad();
  StreamAddress out;
  out.name = text.substr(mark + 1);
  std::string_view place = text.substr(0, mark);
  if (place.starts_with("unix:")) {
    out.socket = place.substr(5);
    if (!out.socket.starts_with('/')) return bad();
    return out;
  }
  if (!place.starts_with("redis://")) return bad();
  place.remove_prefix(8);
  if (const std::size_t colon = place.rfind(':'); colon != std::string_view::npos) {
    const std::string_view digits = place.substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out.port);
    if (error != std::errc() || end != digits.data() + digits.size() || out.port < 1 || out.port > 65535) return bad();
    place = place.substr(0, colon);
  }
  if (place.empty() || place.find('/') != std::string_view::npos) return bad();
  out.host = place;
  return out;
}

std::string_view StreamEntry::field(std::string_view name) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& one) { return one.first == name; });
  return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

struct StreamDoor::Parts {
  std::unique_ptr<redisContext, FreeContext> context;
  std::string shown;

  Failure gone() const {
    const std::string why = context && context->err != 0 ? context->errstr : "no answer";
    return fail(ErrorCode::io, "the stream's server does not answer: " + why, shown);
  }

  Result<void> put(const Words& words) {
    std::vector<const char*> begins;
    std::vector<std::size_t> sizes;
    for (const std::string& word : words) begins.push_back(word.data()), sizes.push_back(word.size());
    if (redisAppendCommandArgv(context.get(), static_cast<int>(words.size()), begins.data(), sizes.data()) != REDIS_OK) return gone();
    return {};
  }
  Result<Reply> get() {
    void* raw = nullptr;
    if (redisGetReply(context.get(), &raw) != REDIS_OK || raw == nullptr) return gone();
    return Reply(static_cast<redisReply*>(raw));
  }
  /// `unless`: an answer of the server beginning with this is no error.
  Result<Reply> ask(const Words& words, std::string_view unless = {}) {
    LOC_CHECK(put(words));
    LOC_TRY(Reply reply, get());
    if (reply->type != REDIS_REPLY_ERROR) return reply;
    const std::string said = text_of(reply.get());
    if (!unless.empty() && said.starts_with(unless)) return reply;
    return fail(ErrorCode::io, "the stream's server refuses " + words.front() + ": " + said, shown);
  }

  Result<std::vector<StreamEntry>> read(const Ask& ask_for, const std::string& from) {
    Words words{"XREADGROUP", "GROUP", ask_for.group, ask_for.consumer, "COUNT", std::to_string(ask_for.most)};
    if (ask_for.wait_ms > 0) words.insert(words.end(), {"BLOCK", std::to_string(ask_for.wait_ms)});
    words.emplace_back("STREAMS");
    words.insert(words.end(), ask_for.streams.begin(), ask_for.streams.end());
    words.insert(words.end(), ask_for.streams.size(), from);
    LOC_TRY(const Reply reply, ask(words));
    std::vector<StreamEntry> out;
    if (is_list(reply.get(), 0))
      for (std::size_t i = 0; i < reply->elements; ++i)
        if (const redisReply* one = reply->element[i]; is_list(one, 2)) take_entries(one->element[1], text_of(one->element[0]), out);
    return out;
  }
};

StreamDoor::StreamDoor(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
StreamDoor::StreamDoor(StreamDoor&&) noexcept = default;
StreamDoor& StreamDoor::operator=(StreamDoor&&) noexcept = default;
StreamDoor::~StreamDoor() = default;

Result<StreamDoor> StreamDoor::open(const StreamAddress& address, const std::string& password) {
  auto parts = std::make_unique<Parts>();
  parts->shown = address.shown();
  const timeval patience{answer_seconds, 0};
  parts->context.reset(address.socket.empty() ? redisConnectWithTimeout(address.host.c_str(), address.port, patience)
                                              : redisConnectUnixWithTimeout(address.socket.c_str(), patience));
  if (!parts->context) return fail(ErrorCode::limit_reached, "out of memory");
  if (parts->context->err != 0) return fail(ErrorCode::io, std::string("cannot reach the stream's server: ") + parts->context->errstr, parts->shown);
  redisSetTimeout(parts->context.get(), patience);
  if (!password.empty()) LOC_CHECK(parts->ask({"AUTH", password}));
  LOC_CHECK(parts->ask({"PING"}));
  return StreamDoor(std::move(parts));
}

Result<void> StreamDoor::send(const std::vector<std::pair<std::string, StreamFields>>& entries) {
  std::optional<std::string> refused;
  for (std::size_t at = 0; at < entries.size(); at += in_flight) {
    const std::size_t end = std::min(entries.size(), at + in_flight);
    for (std::size_t i = at; i < end; ++i) {
      Words words{"XADD", entries[i].first, "*"};
      for (const auto& [name, value] : entries[i].second) words.push_back(name), words.push_back(value);
      LOC_CHECK(parts_->put(words));
    }
    for (std::size_t i = at; i < end; ++i) {   // every answer is taken, so that the next question gets its own
      LOC_TRY(const Reply reply, parts_->get());
      if (reply->type == REDIS_REPLY_ERROR && !refused) refused = text_of(reply.get());
    }
    if (refused) return fail(ErrorCode::io, "the stream's server refuses XADD: " + *refused, parts_->shown);
  }
  return {};
}

Result<void> StreamDoor::make_group(const std::vector<std::string>& streams, const std::string& group) {
  for (const std::string& stream : streams) LOC_CHECK(parts_->ask({"XGROUP", "CREATE", stream, group, "0", "MKSTREAM"}, "BUSYGROUP"));
  return {};
}

Result<std::vector<StreamEntry>> StreamDoor::next(const Ask& ask) { return parts_->read(ask, ">"); }

Result<std::vector<StreamEntry>> StreamDoor::unfinished(const Ask& ask) {
  Ask at_once = ask;
  at_once.wait_ms = 0;
  return parts_->read(at_once, "0");
}

Result<std::vector<StreamEntry>> StreamDoor::claim(const Ask& ask, std::uint32_t idle_ms) {
  std::vector<StreamEntry> out;
  for (const std::string& stream : ask.streams) {
    if (out.size() >= ask.most) break;
    LOC_TRY(const Reply reply, parts_->ask({"XAUTOCLAIM", stream, ask.group, ask.consumer, std::to_string(idle_ms), "0", "COUNT", std::to_string(ask.most - out.size())}));
    if (is_list(reply.get(), 2)) take_entries(reply->element[1], stream, out);
  }
  return out;
}

Result<void> StreamDoor::done(const std::string& group, const std::vector<StreamEntry>& entries) {
  for (std::size_t at = 0; at < entries.size();) {   // runs of one stream in one question
    Words words{"XACK", entries[at].stream, group};
    const std::string& stream = entries[at].stream;
    for (; at < entries.size() && entries[at].stream == stream && words.size() < in_flight; ++at) words.push_back(entries[at].id);
    LOC_CHECK(parts_->ask(words));
  }
  return {};
}

Result<std::uint64_t> StreamDoor::pending(const Ask& ask) {
  std::uint64_t sum = 0;
  for (const std::string& stream : ask.streams) {
    LOC_TRY(const Reply reply, parts_->ask({"XPENDING", stream, ask.group}));
    if (is_list(reply.get(), 1) && reply->element[0]->type == REDIS_REPLY_INTEGER && reply->element[0]->integer > 0)
      sum += static_cast<std::uint64_t>(reply->element[0]->integer);
  }
  return sum;
}

}  // namespace locarno::watch
