#include "model/record_json.hpp"

#include <limits>
#include <nlohmann/json.hpp>

#include "base/json_line.hpp"

namespace locarno {
namespace {
using nlohmann::json;

/// A mention makes three keys: its words, its code points, its bytes. An empty span
/// means the words are not printed (a carried-over speaker), so only the words are given.
void put_bytes(JsonLine& out, std::string_view key, const std::optional<Mention>& mention) {
  if (!mention || mention->span.empty()) out.null(key);
  else out.pair(key, mention->span.begin, mention->span.end);
}
void put_chars(JsonLine& out, std::string_view key, const std::optional<Mention>& mention, const CharIndex& text_index) {
  if (!mention || mention->span.empty()) out.null(key);
  else out.pair(key, text_index.chars_before(mention->span.begin), text_index.chars_before(mention->span.end));
}
void put_words(JsonLine& out, std::string_view key, const std::optional<Mention>& mention) {
  if (mention) out.text(key, mention->text);
  else out.null(key);
}
template <class DateType>
void put_date(JsonLine& out, std::string_view key, const std::optional<DateType>& date) {
  if (date) out.text(key, to_string(*date));
  else out.null(key);
}

/// Keys from "block_role" to "participants".
void put_first_half(JsonLine& out, const Record& record) {
  out.text_or_null("block_role", record.block_role);
  out.number("byte_end", record.span.end);
  out.number("byte_start", record.span.begin);
  out.text_or_null("channel", record.channel);
  out.number("char_end", record.char_end);
  out.number("char_start", record.char_start);
  out.number("confidence", record.confidence);
  put_date(out, "date", record.date);
  out.text("date_basis", to_string(record.date_basis));
  out.flag("date_inferred", record.date_inferred);
  out.text("doc", record.doc);
  out.text_or_null("document", record.document);
  put_date(out, "due", record.due);
  out.text_or_null("duration", record.duration);
  out.text_or_null("group", record.group);
  out.text_or_null("hedge", to_string(record.hedge));
  out.text("id", record.id);
  out.flag("is_new_name", record.is_new_name);
  out.text("issue", record.issue);
  out.texts("issues_other", record.issues_other);
  out.text("kind", to_string(record.kind));
  out.text_or_null("location", record.location);
  out.flag("negated", record.negated);
  out.texts("participants", record.participants);
}

/// Keys from "quote_type" on.
void put_second_half(JsonLine& out, const Record& record, const CharIndex& text_index) {
  out.text("quote_type", to_string(record.quote_type));
  out.text("review", to_string(record.review));
  out.text_or_null("rule", record.rule);
  out.text("speaker", record.speaker);
  put_bytes(out, "speaker_bytes", record.speaker_mention);
  out.text_or_null("speaker_org", record.speaker_org);
  out.text("speaker_party", record.speaker_party);
  out.text_or_null("speaker_role", record.speaker_role);
  put_chars(out, "speaker_span", record.speaker_mention, text_index);
  put_words(out, "speaker_text", record.speaker_mention);
  out.text("stance", to_string(record.stance));
  out.text_or_null("stance_holder", record.stance_holder);
  put_words(out, "stance_if", record.stance_if);
  put_bytes(out, "stance_if_bytes", record.stance_if);
  put_chars(out, "stance_if_span", record.stance_if, text_index);
  out.text_or_null("target", record.target);
  out.text("text", record.text);
  put_words(out, "verb", record.verb);
  put_bytes(out, "verb_bytes", record.verb);
  out.text_or_null("verb_class", record.verb_class);
  put_chars(out, "verb_span", record.verb, text_index);
  out.texts("via", record.via);
}

/// Reads keys of one object; remembers the first key that is not what it must be, so that callers stay straight lines.
class Keys {
 public:
  explicit Keys(const json& object) : object_(object) {}

  const json* find(const std::string& key) const {
    const auto it = object_.find(key);
    return it == object_.end() || it->is_null() ? nullptr : &*it;
  }
  void text(const char* key, std::string& out) {
    const json* value = find(key);
    if (value == nullptr) return;
    if (!value->is_string()) return wrong(key, "a string", *value);
    out = value->get<std::string>();
  }
  void flag(const char* key, bool& out) {
    const json* value = find(key);
    if (value == nullptr) return;
    if (!value->is_boolean()) return wrong(key, "true or false", *value);
    out = value->get<bool>();
  }
  void texts(const char* key, std::vector<std::string>& out) {
    const json* value = find(key);
    if (value == nullptr) return;
    if (!value->is_array()) return wrong(key, "a list of strings", *value);
    for (const json& item : *value) {
      if (!item.is_string()) return wrong(key, "a list of strings", item);
      out.push_back(item.get<std::string>());
    }
  }
  void offset(const char* key, std::uint32_t& out, bool required) {
    const json* value = find(key);
    if (value == nullptr) {
      if (required) missing(key);
      return;
    }
    if (!is_offset(*value)) return wrong(key, "an offset", *value);
    out = value->get<std::uint32_t>();
  }
  void score(const char* key, int& out) {
    const json* value = find(key);
    if (value == nullptr) return;
    if (!is_offset(*value) || value->get<std::uint32_t>() > 100) return wrong(key, "a number from 0 to 100", *value);
    out = value->get<int>();
  }
  /// A word of a label set; `parse` gives nullopt for words outside it.
  template <class Enum>
  void label(const char* key, Enum& out, std::optional<Enum> (*parse)(std::string_view), bool required = false) {
    const json* value = find(key);
    if (value == nullptr) {
      if (required) missing(key);
      return;
    }
    const auto parsed = value->is_string() ? parse(value->get<std::string>()) : std::nullopt;
    if (!parsed) return wrong(key, "one of its labels", *value);
    out = *parsed;
  }
  template <class DateType>
  void date(const char* key, std::optional<DateType>& out, std::optional<DateType> (*parse)(std::string_view)) {
    const json* value = find(key);
    if (value == nullptr) return;
    out = value->is_string() ? parse(value->get<std::string>()) : std::nullopt;
    if (!out) wrong(key, "an ISO date", *value);
  }
  void mention(const char* words, const std::string& base, std::optional<Mention>& out) {
    const json* text_value = find(words);
    if (text_value == nullptr) return;
    if (!text_value->is_string()) return wrong(words, "a string", *text_value);
    Mention read{{}, text_value->get<std::string>()};
    const std::string key = base + "_bytes";
    if (const json* bytes = find(key); bytes != nullptr) {
      if (!bytes->is_array() || bytes->size() != 2 || !is_offset((*bytes)[0]) || !is_offset((*bytes)[1]))
        return wrong(key, "two offsets", *bytes);
      read.span = {(*bytes)[0].get<std::uint32_t>(), (*bytes)[1].get<std::uint32_t>()};
    }
    out = std::move(read);
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  static bool is_offset(const json& value) {
    return value.is_number_integer() && value >= 0 && value <= std::numeric_limits<std::uint32_t>::max();
  }
  void missing(const std::string& key) {
    if (!error_) error_ = Error{ErrorCode::bad_input, "a record has no \"" + key + "\"", ""};
  }
  void wrong(const std::string& key, const char* expected, const json& found) {
    // Lists and objects are named only: printing one recurses as deep as the input nests.
    std::string shown = found.is_primitive() ? found.dump(-1, ' ', false, json::error_handler_t::replace) : "";
    if (shown.empty() || shown.size() > 60) shown = found.type_name();
    if (!error_)
      error_ = Error{ErrorCode::bad_input, "\"" + key + "\" of a record must be " + expected + ", found " + shown, ""};
  }

  const json& object_;
  std::optional<Error> error_;
};

void get_place(Keys& keys, Record& record) {
  keys.text("id", record.id);
  keys.text("doc", record.doc);
  keys.text("document", record.document);
  keys.label("kind", record.kind, parse_record_kind, true);
  keys.offset("byte_start", record.span.begin, true);
  keys.offset("byte_end", record.span.end, true);
  keys.offset("char_start", record.char_start, false);
  keys.offset("char_end", record.char_end, false);
  keys.text("text", record.text);
  keys.text("block_role", record.block_role);
  keys.mention("speaker_text", "speaker", record.speaker_mention);
  keys.mention("verb", "verb", record.verb);
  keys.mention("stance_if", "stance_if", record.stance_if);
}

void get_content(Keys& keys, Record& record) {
  keys.text("speaker", record.speaker);
  keys.text("speaker_party", record.speaker_party);
  keys.text("speaker_org", record.speaker_org);
  keys.text("speaker_role", record.speaker_role);
  keys.flag("is_new_name", record.is_new_name);
  keys.texts("via", record.via);
  keys.text("verb_class", record.verb_class);
  keys.text("issue", record.issue);
  keys.texts("issues_other", record.issues_other);
  keys.label("stance", record.stance, parse_attitude);
  keys.text("stance_holder", record.stance_holder);
  keys.text("target", record.target);
  keys.flag("negated", record.negated);
  keys.label("hedge", record.hedge, parse_hedge);
  keys.label("quote_type", record.quote_type, parse_quote_type);
  keys.date("date", record.date, parse_date_range);
  keys.label("date_basis", record.date_basis, parse_date_basis);
  keys.flag("date_inferred", record.date_inferred);
  keys.texts("participants", record.participants);
  keys.text("location", record.location);
  keys.text("duration", record.duration);
  keys.text("channel", record.channel);
  keys.date("due", record.due, parse_date);
  keys.text("group", record.group);
  keys.text("rule", record.rule);
  keys.score("confidence", record.confidence);
  keys.label("review", record.review, parse_review_state);
}

}  // namespace

void append_json_line(std::string& out, const Record& record, const CharIndex& text_index) {
  JsonLine line(out);
  put_first_half(line, record);
  put_second_half(line, record, text_index);
  line.end();
}

std::string to_json_line(const Record& record, const CharIndex& text_index) {
  std::string out;
  out.reserve(1024 + record.text.size());
  append_json_line(out, record, text_index);
  return out;
}

Result<Record> record_from_json(std::string_view line) {
  const json object = json::parse(line.begin(), line.end(), nullptr, /*allow_exceptions=*/false);
  if (object.is_discarded()) return fail(ErrorCode::bad_input, "a record is not a line of JSON");
  if (!object.is_object())
    return fail(ErrorCode::bad_input, std::string("a record must be a JSON object, found ") + object.type_name());
  Record record;
  Keys keys(object);
  get_place(keys, record);
  get_content(keys, record);
  if (keys.error()) return Failure(*keys.error());
  if (record.span.end < record.span.begin)
    return fail(ErrorCode::bad_input, "\"byte_end\" of a record lies before its \"byte_start\"");
  return record;
}

}  // namespace locarno
