#include "model/record_json.hpp"

#include <limits>
#include <nlohmann/json.hpp>

namespace locarno {
namespace {
using nlohmann::json;

json or_null(std::string_view text) { return text.empty() ? json(nullptr) : json(text); }

json pair_of(std::uint32_t begin, std::uint32_t end) { return json::array({begin, end}); }

/// Writes a mention as three keys: its words, its code points, its bytes. An empty span means the words are not printed
/// (a carried-over speaker), so only the words are given.
void put_mention(json& out, const std::optional<Mention>& mention, const char* words, const std::string& base,
                 const CharIndex& text_index) {
  out[words] = mention ? json(mention->text) : json(nullptr);
  if (!mention || mention->span.empty()) {
    out[base + "_span"] = nullptr;
    out[base + "_bytes"] = nullptr;
    return;
  }
  const Span span = mention->span;
  out[base + "_span"] = pair_of(text_index.chars_before(span.begin), text_index.chars_before(span.end));
  out[base + "_bytes"] = pair_of(span.begin, span.end);
}

void put_place(json& out, const Record& record, const CharIndex& text_index) {
  out["id"] = record.id;
  out["doc"] = record.doc;
  out["document"] = or_null(record.document);
  out["kind"] = to_string(record.kind);
  out["byte_start"] = record.span.begin;
  out["byte_end"] = record.span.end;
  out["char_start"] = record.char_start;
  out["char_end"] = record.char_end;
  out["text"] = record.text;
  out["block_role"] = or_null(record.block_role);
  put_mention(out, record.speaker_mention, "speaker_text", "speaker", text_index);
  put_mention(out, record.verb, "verb", "verb", text_index);
  put_mention(out, record.stance_if, "stance_if", "stance_if", text_index);
}

void put_content(json& out, const Record& record) {
  out["speaker"] = record.speaker;
  out["speaker_party"] = record.speaker_party;
  out["speaker_org"] = or_null(record.speaker_org);
  out["speaker_role"] = or_null(record.speaker_role);
  out["is_new_name"] = record.is_new_name;
  out["via"] = record.via;
  out["verb_class"] = or_null(record.verb_class);
  out["issue"] = record.issue;
  out["issues_other"] = record.issues_other;
  out["stance"] = to_string(record.stance);
  out["stance_holder"] = or_null(record.stance_holder);
  out["target"] = or_null(record.target);
  out["negated"] = record.negated;
  out["hedge"] = or_null(to_string(record.hedge));
  out["quote_type"] = to_string(record.quote_type);
  out["date"] = record.date ? json(to_string(*record.date)) : json(nullptr);
  out["date_basis"] = to_string(record.date_basis);
  out["date_inferred"] = record.date_inferred;
  out["participants"] = record.participants;
  out["location"] = or_null(record.location);
  out["duration"] = or_null(record.duration);
  out["channel"] = or_null(record.channel);
  out["due"] = record.due ? json(to_string(*record.due)) : json(nullptr);
  out["group"] = or_null(record.group);
  out["rule"] = or_null(record.rule);
  out["confidence"] = record.confidence;
  out["review"] = to_string(record.review);
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

std::string to_json_line(const Record& record, const CharIndex& text_index) {
  json out = json::object();
  put_place(out, record, text_index);
  put_content(out, record);
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
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
