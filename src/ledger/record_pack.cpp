#include "ledger/record_pack.hpp"

#include <cstring>
#include <type_traits>

namespace locarno::ledger {
namespace {

/// Calls `field` with every member. The list of names is checked by the compiler against the struct.
template <class AnyRecord, class Field>
void each_field(AnyRecord& record, Field& field) {
  auto& [id, doc, document, kind, span, char_start, char_end, text, speaker, speaker_party, speaker_org, speaker_role, speaker_mention, is_new_name,
         via, verb, verb_class, issue, issues_other, stance, stance_if, stance_holder, target, negated, hedge, quote_type, date, date_basis,
         date_inferred, participants, location, duration, channel, due, group, rule, confidence, block_role, review] = record;
  const auto all = [&](auto&... one) { (field(one), ...); };
  all(id, doc, document, kind, span, char_start, char_end, text, speaker, speaker_party, speaker_org, speaker_role, speaker_mention, is_new_name,
      via, verb, verb_class, issue, issues_other, stance, stance_if, stance_holder, target, negated, hedge, quote_type, date, date_basis,
      date_inferred, participants, location, duration, channel, due, group, rule, confidence, block_role, review);
}

constexpr RecordKind last_of(RecordKind) { return RecordKind::commitment; }
constexpr Attitude last_of(Attitude) { return Attitude::report; }
constexpr QuoteType last_of(QuoteType) { return QuoteType::none; }
constexpr Hedge last_of(Hedge) { return Hedge::inferred; }
constexpr DateBasis last_of(DateBasis) { return DateBasis::vague; }
constexpr ReviewState last_of(ReviewState) { return ReviewState::rejected; }

struct Writer {
  std::string out;
  void raw(const void* bytes, std::size_t size) { out.append(static_cast<const char*>(bytes), size); }
  void operator()(const std::string& words) {
    (*this)(static_cast<std::uint32_t>(words.size()));
    out += words;
  }
  void operator()(std::uint32_t value) { raw(&value, sizeof value); }
  void operator()(std::int32_t value) { raw(&value, sizeof value); }
  void operator()(bool value) { out += value ? '\1' : '\0'; }
  void operator()(Span span) { (*this)(span.begin); (*this)(span.end); }
  void operator()(Date day) { raw(&day.year, sizeof day.year); out += static_cast<char>(day.month); out += static_cast<char>(day.day); }
  void operator()(const DateRange& range) { (*this)(range.first); (*this)(range.last); }
  void operator()(const Mention& mention) { (*this)(mention.span); (*this)(mention.text); }
  template <class Value>
  void operator()(const std::optional<Value>& value) {
    (*this)(value.has_value());
    if (value) (*this)(*value);
  }
  void operator()(const std::vector<std::string>& list) {
    (*this)(static_cast<std::uint32_t>(list.size()));
    for (const std::string& one : list) (*this)(one);
  }
  template <class Label>
    requires std::is_enum_v<Label>
  void operator()(Label label) { out += static_cast<char>(label); }
};

struct Reader {
  std::string_view rest;
  bool is_sound = true;
  bool take(void* to, std::size_t size) {
    is_sound = is_sound && size <= rest.size();
    if (!is_sound) return false;
    std::memcpy(to, rest.data(), size);
    rest.remove_prefix(size);
    return true;
  }
  std::uint32_t count() {
    std::uint32_t value = 0;
    take(&value, sizeof value);
    is_sound = is_sound && value <= rest.size();
    return is_sound ? value : 0;
  }
  void operator()(std::string& words) {
    const std::uint32_t size = count();
    words.assign(rest.substr(0, size));
    rest.remove_prefix(size);
  }
  void operator()(std::uint32_t& value) { take(&value, sizeof value); }
  void operator()(std::int32_t& value) { take(&value, sizeof value); }
  void operator()(bool& value) {
    std::uint8_t byte = 0;
    take(&byte, 1);
    is_sound = is_sound && byte <= 1;
    value = byte == 1;
  }
  void operator()(Span& span) { (*this)(span.begin); (*this)(span.end); }
  void operator()(Date& day) { take(&day.year, sizeof day.year); take(&day.month, 1); take(&day.day, 1); }
  void operator()(DateRange& range) { (*this)(range.first); (*this)(range.last); }
  void operator()(Mention& mention) { (*this)(mention.span); (*this)(mention.text); }
  template <class Value>
  void operator()(std::optional<Value>& value) {
    bool is_there = false;
    (*this)(is_there);
    if (is_there) (*this)(value.emplace());
  }
  void operator()(std::vector<std::string>& list) {
    list.resize(count());   // every string takes four bytes at least, so a false count ends soon
    for (std::string& one : list) {
      if (!is_sound) return;
      (*this)(one);
    }
  }
  template <class Label>
    requires std::is_enum_v<Label>
  void operator()(Label& label) {
    std::uint8_t byte = 0;
    take(&byte, 1);
    is_sound = is_sound && byte <= static_cast<std::uint8_t>(last_of(Label{}));
    if (is_sound) label = static_cast<Label>(byte);
  }
};

}  // namespace

std::string pack(std::span<const Record> records) {
  Writer writer;
  writer(static_cast<std::uint32_t>(records.size()));
  for (const Record& record : records) each_field(record, writer);
  return std::move(writer.out);
}

std::optional<std::vector<Record>> unpack(std::string_view bytes) {
  Reader reader{bytes};
  const std::uint32_t count = reader.count();
  std::vector<Record> records;
  for (std::uint32_t i = 0; i < count && reader.is_sound; ++i) each_field(records.emplace_back(), reader);
  if (!reader.is_sound || !reader.rest.empty()) return std::nullopt;
  return records;
}

}  // namespace locarno::ledger
